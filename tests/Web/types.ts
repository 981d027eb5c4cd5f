// Must compile: what the generated types know of the contract.
import createClient from 'openapi-fetch';
import type { components, operations, paths } from './chat.js';

type Schemas = components['schemas'];
type Problem = Schemas['Problem'];

// `any` is the same as `any` only.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>) {}

// Every error of every operation is a problem.
type Untyped = {
  [O in keyof operations]: {
    [S in Exclude<keyof operations[O]['responses'], 200 | 204 | 304>]: operations[O]['responses'][S] extends { content: infer C }
      ? Same<C, { 'application/problem+json': Problem }> extends true ? never : [O, S]
      : [O, S];
  }[Exclude<keyof operations[O]['responses'], 200 | 204 | 304>];
}[keyof operations];
same<Untyped, never>(true);

same<Schemas['AgentType'], 'primary' | 'log_analysis' | 'research' | 'router'>(true);
same<Schemas['MessageStatus'], 'complete' | 'streaming' | 'interrupted' | 'deleted'>(true);
same<Schemas['ChatMessage']['agent_type'], Schemas['AgentType'] | null>(true);
same<Schemas['ChatMessage']['posted_by'], string | null>(true);
same<Schemas['ChatMessage']['feedback'], Schemas['MessageFeedback'] | null>(true);
same<Schemas['ChatMessage']['metadata'], { [key: string]: unknown }>(true);
same<Schemas['SessionResponse']['deactivated_session_ids'], number[] | undefined>(true);
same<Schemas['ChangeSessionsRequest']['action'], 'deactivate' | 'reactivate' | 'erase'>(true);
same<Schemas['JudgeMessageRequest']['rating'], 'up' | 'down' | null | undefined>(true);
same<Schemas['ListSessionsResponse']['total_count'], number | undefined>(true); // Not on a walk.
same<Problem['errors'], { [key: string]: string[] } | undefined>(true);
same<operations['WatchEvents']['responses'][200]['content'], { 'text/event-stream': string }>(true);
same<operations['WatchDraft']['responses'][204]['content'], undefined>(true);

export async function page() {
  const chat = createClient<paths>({ baseUrl: 'http://localhost:5000' });

  const created = await chat.POST('/api/v1/chat-sessions', { body: { title: 'Typed', agent_type: 'primary', metadata: { a: [1, { b: null }] } } });
  if (created.error) {
    same<typeof created.error, Problem>(true);
    throw new Error(created.error.detail);
  }
  same<typeof created.data, Schemas['SessionResponse']>(true);

  const session_id = created.data.id;
  const path = { session_id };
  const { data } = await chat.GET('/api/v1/chat-sessions/{session_id}/messages', { params: { path, query: { message_type: 'user', after_sequence: 0, limit: 50 } } });
  same<typeof data, Schemas['ListMessagesResponse'] | undefined>(true);
  await chat.DELETE('/api/v1/chat-sessions/{session_id}', { params: { path, query: { permanent: true } } });

  // @ts-expect-error A title is required.
  await chat.POST('/api/v1/chat-sessions', { body: {} });
  // @ts-expect-error No such type of agent.
  await chat.POST('/api/v1/chat-sessions', { body: { title: 'Typed', agent_type: 'Primary' } });
  // @ts-expect-error Metadata is an object.
  await chat.POST('/api/v1/chat-sessions', { body: { title: 'Typed', metadata: 'text' } });
  // @ts-expect-error The action may not be null.
  await chat.POST('/api/v1/chat-sessions/bulk', { body: { action: null, ids: [session_id] } });
  // @ts-expect-error An id is a number.
  await chat.GET('/api/v1/chat-sessions/{session_id}', { params: { path: { session_id: '1' } } });
  // @ts-expect-error No such parameter.
  await chat.GET('/api/v1/chat-sessions', { params: { query: { pages: 1 } } });
  // @ts-expect-error No such address.
  await chat.GET('/api/v1/sessions');
}
