//! The words that both the readable pages and the app say, in one place, so that a translation is only translation.

/// The product.
pub const NAME: &str = "Keyless";
/// The first page's title.
pub const SITE_TITLE: &str = "Keyless: Azure managed identities, to play with";
/// The first page's description.
pub const SITE_DESCRIPTION: &str = "Learn Azure managed identities by typing real az commands into a simulated cloud that runs in your browser. No account, no keys, nothing to break.";
/// The sections of the site: folder and name.
pub const SECTIONS: [(&str, &str); 7] = [
    ("learn/", LEARN),
    ("challenges/", CHALLENGES),
    ("play/", PLAYGROUND),
    ("quiz/", QUIZ),
    ("services/", SERVICES),
    ("reference/", REFERENCE),
    ("about/", "About"),
];
/// The section of lessons.
pub const LEARN: &str = "Learn";
/// The list of lessons.
pub const LESSONS: &str = "Lessons";
/// What a lesson is.
pub const LESSONS_LEAD: &str = "Each lesson has a cloud of its own, in which you run what you read. New to managed identities? Begin with “Why no keys”.";
/// The way to the authentication flow.
pub const FLOW_LINK: &str = "The authentication flow, played: both types step by step";
/// The list of challenges.
pub const CHALLENGES: &str = "Challenges";
/// What a challenge is.
pub const CHALLENGES_LEAD: &str = "A start, a story, and what must be so at the end. How you get there is yours. Looking is free: only lines that change the cloud count.";
/// The three levels of challenges.
pub const LEVELS: [&str; 3] = ["First steps", "In practice", "Traps"];
/// The heading of what to remember.
pub const TO_REMEMBER: &str = "To remember";
/// The playground.
pub const PLAYGROUND: &str = "Playground";
/// What the playground is.
pub const PLAYGROUND_IS: &str = "A terminal and a simulated Azure, and nothing else: type real az commands and see what changes, why, and what is refused.";
/// The quiz.
pub const QUIZ: &str = "Quiz";
/// What the quiz is.
pub const QUIZ_IS: &str = "Questions about managed identities, with the reasons for every answer.";
/// The services explorer.
pub const SERVICES: &str = "Services";
/// What the services explorer is.
pub const SERVICES_IS: &str =
    "Which Azure services can carry a managed identity, which take its tokens, and what to do where one cannot.";
/// The reference.
pub const REFERENCE: &str = "Reference";
/// What the reference is.
pub const REFERENCE_IS: &str =
    "Every rule, role, command, error and term of managed identities, as the simulated cloud uses them.";

/// The first page's heading.
pub const HOME_TITLE: &str = "An identity for your application, and no keys to keep";
/// The first page's lead.
pub const HOME_LEAD: &str = "Keyless is a playground for Azure managed identities. You type real `az` commands into a simulated cloud that runs in this page, and see what changed, why, and what was refused.";
/// The way to the lessons.
pub const HOME_LEARN: &str = "Start with lesson 1";
/// The lesson that it leads to: the first for somebody who knows nothing yet.
pub const HOME_FIRST: &str = "learn/01-why-no-keys/";
/// The heading of the list of ways.
pub const HOME_MORE: &str = "What you can do here";
/// The ways from the first page: folder, name, and what is there.
pub const HOME_WAYS: [(&str, &str, &str); 8] = [
    (
        "learn/",
        "The course",
        "Short lessons, each with a cloud of its own to try it in: from why no keys to reading a 403.",
    ),
    ("flow/", "The flow, played", "How a machine gets a token without a password, request by request, for both types."),
    ("challenges/", CHALLENGES, "A story and a goal, and no instructions. You are judged by what is so at the end."),
    ("quiz/", QUIZ, "Practise by topic, or sit an exam. Every answer comes with its reason."),
    ("play/", PLAYGROUND, "A terminal and an empty cloud. Nothing you type can break anything or cost anything."),
    ("services/", SERVICES, "What can carry an identity, what takes its tokens, and what to do where one cannot."),
    ("reference/", REFERENCE, "Every rule, role, command and error message, to look up in the middle of something."),
    ("embed/", "In your own pages", "Put a playground, a lesson's step or a question into your documentation."),
];
/// The way to the playground.
pub const HOME_PLAY: &str = "Open the playground";
/// One type of identity.
pub const SYSTEM_ASSIGNED: &str = "System-assigned";
/// What it is.
pub const SYSTEM_ASSIGNED_IS: &str =
    "Switched on at a machine. It is part of it: Azure removes it when the machine goes.";
/// The other type of identity.
pub const USER_ASSIGNED: &str = "User-assigned";
/// What it is.
pub const USER_ASSIGNED_IS: &str =
    "A resource of its own. Many machines can carry it, and it stays until you delete it.";

/// The page about Keyless.
pub const ABOUT: &str = "About Keyless";
/// What it tells.
pub const ABOUT_IS: &str = "What Keyless is, what it is not, and where it is simpler than Azure.";
/// Its lead.
pub const ABOUT_LEAD: &str = "Keyless is a playground for Azure managed identities: a simulated cloud and a simulated `az` that run in your browser. There is no server, and nothing you type leaves your device.";
/// A heading.
pub const INDEPENDENT: &str = "Independent";
/// Below it.
pub const INDEPENDENT_IS: [&str; 2] = [
    "Keyless is independent of Microsoft. It is not endorsed by Microsoft and uses none of its logos, icons or prose.",
    "Azure and Microsoft Entra are names of Microsoft's products and are used here to say what is simulated.",
];
/// A heading.
pub const SIMPLER: &str = "Where it is simpler than Azure";
/// Below the list.
pub const NOT_SIMULATED: &str =
    "Commands and options that are not simulated say so by name. They are never accepted in silence.";
/// A heading.
pub const YOUR_SESSION: &str = "Your session";
/// Below it.
pub const YOUR_SESSION_IS: &str = "What you type is kept in this browser, so that a reload brings it back. Do not paste real passwords or tokens: the simulation needs none. `reset` begins a fresh world.";

/// For an address that is no page.
pub const NO_PAGE: &str = "There is no such page";
/// Why that may be.
pub const NO_PAGE_WHY: &str = "The address may be mistyped, or the page has moved. Go on from here:";
/// The way to the first page.
pub const NO_PAGE_HOME: &str = "the first page";

/// The way through the lessons.
pub const LESSONS_AND_PARTS: &str = "Lessons and parts";
/// The parts of a lesson.
pub const IN_THIS_LESSON: &str = "In this lesson";
/// The first press.
pub const HINT: &str = "Hint";
/// What hints are called together.
pub const HINTS: &str = "Hints";
/// What each rung of the hints is called.
pub const RUNGS: [&str; 4] = ["A nudge", "The idea", "Part of the command", "The command"];
