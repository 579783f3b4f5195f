// Types of Keyless' embed, protocol version 1. Plain: no import, no dependency.

/** One command line, and what came of it. */
export interface KeylessCommand {
  /** As typed, secrets masked. */
  line: string;
  exitCode: number;
  stdout: string;
  stderr: string;
  /** What was done to the line before it ran. */
  notes: string[];
  /** What happened in the cloud, a sentence each. */
  changes: string[];
  /** Whether somebody lacked a right. */
  refused: boolean;
  /** Whether the next line answers a question. */
  asks: boolean;
}

export type KeylessChange = '' | 'new' | 'changed' | 'gone';
/** Left, top, width, height. */
export type KeylessRect = [number, number, number, number];

export interface KeylessNode {
  kind: string;
  role: 'container' | 'host' | 'system' | 'identity' | 'target' | 'other';
  label: string;
  detail: string;
  place: KeylessRect;
  change: KeylessChange;
  standing: string;
  sentence: string;
}

export interface KeylessEdge {
  role: 'grant' | 'token' | 'carries' | 'relates';
  label: string;
  at: KeylessRect | null;
  points: [number, number][];
  change: KeylessChange;
  standing: string;
}

export interface KeylessDiagram {
  width: number;
  height: number;
  nodes: KeylessNode[];
  edges: KeylessEdge[];
  /** The same as a tree of sentences. */
  outline: { depth: number; text: string; change: KeylessChange }[];
}

/** What running lines did. */
export interface KeylessResult {
  v: 1;
  session: string;
  commands: KeylessCommand[];
  /** Of blocks and `<keyless-world>`; a page of the site draws its own. */
  diagram?: KeylessDiagram;
  /** The same for the same world. */
  hash?: string;
}

/** All that is needed to have a session again, as JSON text. */
export type KeylessState = string;

interface KeylessElement extends HTMLElement {
  /** Loads what it needs, once; a click on its button does the same. */
  start(): Promise<unknown>;
  run(lines: string): Promise<KeylessResult>;
  reset(): Promise<unknown>;
  getState(): Promise<KeylessState>;
  setState(state: KeylessState): Promise<unknown>;
}
export interface KeylessPlaygroundElement extends KeylessElement {}
export interface KeylessLessonElement extends KeylessElement {}
export interface KeylessChallengeElement extends KeylessElement {}
export interface KeylessQuestionElement extends KeylessElement {}
export interface KeylessWorldElement extends KeylessElement {}

/** Messages to a frame, over the port that the `connect` message brought. */
export type KeylessRequest = { keyless: 1; id: number } & (
  | { type: 'run'; session: string; lines: string; start?: string; width?: number }
  | { type: 'reset' | 'getState'; session: string }
  | { type: 'setState'; session: string; state: KeylessState; width?: number }
  | { type: 'theme'; theme: 'light' | 'dark' }
);
/** The first message, by `postMessage`, with one port; only from the origin that the frame's address names. */
export interface KeylessConnect {
  keyless: 1;
  type: 'connect';
}
/** Messages from a frame. */
export type KeylessReply =
  | { keyless: 1; type: 'ready'; version: string }
  | { keyless: 1; id: number; value: unknown }
  | { keyless: 1; id: number; error: string }
  | { keyless: 1; type: 'height'; height: number }
  | { keyless: 1; type: 'hello' }
  | { keyless: 1; type: 'result'; value: KeylessResult }
  /** A goal of a lesson, or a challenge, for the first time on this device: `lesson/ID` and the goal, `challenge/ID` and `score:90`. */
  | { keyless: 1; type: 'solved'; value: { of: string; mark: string } };

declare global {
  interface HTMLElementTagNameMap {
    'keyless-playground': KeylessPlaygroundElement;
    'keyless-lesson': KeylessLessonElement;
    'keyless-challenge': KeylessChallengeElement;
    'keyless-question': KeylessQuestionElement;
    'keyless-world': KeylessWorldElement;
  }
  interface HTMLElementEventMap {
    'keyless-result': CustomEvent<KeylessResult>;
    'keyless-error': CustomEvent<{ message: string }>;
    'keyless-height': CustomEvent<{ height: number }>;
    'keyless-solved': CustomEvent<{ of: string; mark: string }>;
  }
}
