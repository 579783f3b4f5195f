// Questions of a journey's own, in the form in which the page fetches them (content/src/question/wire.rs).

const escape = (text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const list = (items, one) => [String(items.length), ...items.flatMap(one)];

/** A question with one right option, named `right N`. */
export const choice = (number, skill = 'acquire-tokens', topic = 'tokens') => ({
  id: `q-${number}`,
  topic,
  skill,
  text: `What is so in case ${number}?`,
  explanation: `Case ${number} is explained.`,
  options: [
    ['1', `right ${number}`, 'It is so.', 'R2'],
    ['0', `wrong ${number}`, 'It is otherwise.', 'R2'],
    ['0', `other ${number}`, 'It is otherwise too.', 'R2'],
  ],
});

const question = (it) => [
  ...[it.id, 'one', it.topic, it.skill],
  ...list(['2'], (rule) => [rule]),
  '0',
  ...[it.text, it.explanation, 'R2', 'sandbox'],
  ...list(it.script ?? [], (line) => [line]),
  '0',
  '',
  'one',
  ...list(it.options, (option) => option),
  '0',
];

const index = (questions) => {
  const skills = [...new Set(questions.map((it) => it.skill))];
  const share = Math.floor(100 / skills.length);
  const weights = skills.map((skill, at) => [skill, String(at === 0 ? 100 - share * (skills.length - 1) : share)]);
  return [
    ...list(skills, (skill) => [skill, `Skill ${skill}`, 'learn/']),
    ...['1', 'own', 'An exam of our own', '2026-11', 'https://example.org/', 'Weights are ours.'],
    ...list(weights, (weight) => weight),
    ...list(questions, (it) => [it.id, it.topic, it.skill, 'one', '1', '2']),
  ];
};

/** Lets a page get these questions in the place of the site's. */
export async function serveQuestions(page, questions) {
  const text = (lines) => `${lines.map(escape).join('\n')}\n`;
  await page.route('**/content/questions/*.txt', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop().replace('.txt', '');
    const of = questions.filter((it) => it.topic === name);
    const body = name === 'index' ? text(index(questions)) : text(list(of, question));
    return route.fulfill({ contentType: 'text/plain; charset=utf-8', body });
  });
}
