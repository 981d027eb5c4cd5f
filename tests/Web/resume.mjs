// Resumes sessions as `useChat({ resume: true })` does, and prints how each ends. The message in the list is one that the page read before.
import { AbstractChat, DefaultChatTransport, parseJsonEventStream, uiMessageChunkSchema } from 'ai';

const [server, token, ...sessions] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };

class State {
  status = 'ready';
  error = undefined;
  constructor(messages) { this.messages = messages; }
  pushMessage = message => { this.messages = [...this.messages, message]; };
  popMessage = () => { this.messages = this.messages.slice(0, -1); };
  replaceMessage = (index, message) => { this.messages = this.messages.map((one, i) => (i === index ? structuredClone(message) : one)); };
  snapshot = structuredClone;
}

class Chat extends AbstractChat {
  constructor({ messages, ...init }) { super({ ...init, state: new State(messages) }); }
}

async function resume(id, message) {
  const messages = [{ id: message, role: 'assistant', parts: [{ type: 'text', text: 'Old' }] }];
  const chat = new Chat({ id, messages, transport: new DefaultChatTransport({ api: `${server}/api/v1/chat-sessions`, headers }) });
  await chat.resumeStream();
  return { status: chat.status, error: chat.error?.message, messages: chat.messages };
}

// Every event fits the schema of the SDK.
async function parse(id) {
  const { body } = await fetch(`${server}/api/v1/chat-sessions/${id}/stream`, { headers });
  const types = [];
  if (body) {
    for await (const { success, value, error } of parseJsonEventStream({ stream: body, schema: uiMessageChunkSchema })) {
      if (!success) throw error;
      types.push(value.type);
    }
  }
  return types.filter((type, i) => type !== 'text-delta' || types[i - 1] !== type);
}

const results = await Promise.all(sessions.map(async one => {
  const [id, message] = one.split('/');
  const [resumed, types] = await Promise.all([resume(id, message), parse(id)]);
  return { ...resumed, types };
}));
console.log(JSON.stringify(results));
