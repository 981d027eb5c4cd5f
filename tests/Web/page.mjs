// Runs the client of docs/from-a-web-page.md until a message says `The end`, and prints the sessions and messages that it has.
const [page, server, token, session] = process.argv.slice(2);
const { login, list, say, watch } = await import(page);
const chat = login(server, token);
const messages = new Map();
let sessions;

const read = async () => {
  ({ sessions } = await list(chat));
  for (;;) {
    const { data } = await chat.GET('/api/v1/chat-sessions/{session_id}/messages', { params: { path: { session_id: Number(session) } } }).catch(() => ({}));
    if (data) return data.messages.forEach(message => messages.set(message.id, message));
  }
};

let begin, end;
const [begun, ended] = [new Promise(done => begin = done), new Promise(done => end = done)];
watch(chat, async (type, data) => {
  if (type === 'reset') {
    await read();
    begin();
  } else if (type === 'message.delta') {
    const message = messages.get(data.message_id);
    if (message) message.content = [...message.content].slice(0, data.offset).join('') + data.delta;
  } else if (type.startsWith('message.')) {
    messages.set(data.id, data);
    if (data.content === 'The end') end();
  }
});
await begun;
const said = [];
for (const content of ['One', 'Two', 'Three', 'Four']) said.push((await say(chat, Number(session), content)).id);
await ended;
console.log(JSON.stringify({ sessions: sessions.map(one => one.title), said, messages: [...messages.values()] }));
process.exit();
