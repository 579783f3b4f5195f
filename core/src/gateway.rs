//! The one door to the cloud: authenticate, authorise, decide, apply, answer; and keep what was said.

use crate::api::error::ApiError;
use crate::api::request::ApiRequest;
use crate::api::response::ApiResponse;
use crate::event::Event;
use crate::model::decision::Decision;
use crate::provider;
use crate::state::State;
use crate::token::{app_service, imds, issue};

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// As sent.
    pub request: ApiRequest,
    /// As answered.
    pub response: ApiResponse,
    /// The decisions about access that were made for it, in order.
    pub decisions: Vec<Decision>,
    /// What it changed.
    pub events: Vec<Event>,
}

/// Sends requests to the cloud and records what happens on the client.
#[derive(Debug)]
pub struct Gateway {
    state: State,
    exchanges: Vec<Exchange>,
    events: Vec<Event>,
}

impl Gateway {
    /// A gateway to the world as it is.
    pub const fn new(state: State) -> Self {
        Self { state, exchanges: Vec::new(), events: Vec::new() }
    }

    /// The world, as the requests so far left it.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The requests so far, with their answers.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Sends a request; a refused one changes nothing.
    pub fn send(&mut self, request: ApiRequest) -> ApiResponse {
        let (response, decisions, events) = answer(&self.state, &request);
        for event in &events {
            self.state.apply(event);
        }
        self.events.extend(events.iter().cloned());
        self.exchanges.push(Exchange { request, response: response.clone(), decisions, events });
        response
    }

    /// Records something that happened on the client.
    pub fn record(&mut self, event: Event) {
        self.state.apply(&event);
        self.events.push(event);
    }

    /// The world, the requests and the events.
    pub fn finish(self) -> (State, Vec<Exchange>, Vec<Event>) {
        (self.state, self.exchanges, self.events)
    }
}

/// The cloud as a pure function of its state and a request.
pub fn answer(state: &State, request: &ApiRequest) -> (ApiResponse, Vec<Decision>, Vec<Event>) {
    match request.host().as_str() {
        "login.microsoftonline.com" => {
            let (response, events) = issue::answer(state, request);
            (response, Vec::new(), events)
        }
        "169.254.169.254" => {
            let (response, events) = imds::answer(state, request);
            (response, Vec::new(), events)
        }
        app_service::HOST => {
            let (response, events) = app_service::answer(state, request);
            (response, Vec::new(), events)
        }
        "management.azure.com" => provider::arm::answer(state, request),
        "graph.microsoft.com" => provider::graph::answer(state, request),
        host if imds::refused_by_name(host).is_some() => {
            let body = imds::refused_by_name(host).unwrap_or_default();
            (ApiResponse::json(501, body), Vec::new(), Vec::new())
        }
        host => {
            if let Some(answer) = provider::data_plane::answer(state, request) {
                return answer;
            }
            let error = ApiError::new(501, "NotSimulated", format!("The host '{host}' is not simulated by Keyless."));
            (error.response(), Vec::new(), Vec::new())
        }
    }
}
