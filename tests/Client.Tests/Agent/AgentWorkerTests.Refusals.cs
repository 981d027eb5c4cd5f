using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Client.Tests.Agent;

/// <summary>What an agent may not do.</summary>
public sealed partial class AgentWorkerTests
{
    [Fact]
    public async Task A_session_of_a_type_that_the_agent_may_not_speak_for_does_not_keep_it_from_others()
    {
        var refusals = new Refusals();
        await using var server = await ChatServer.StartAsync(
            await chat.Postgres.NewDatabaseAsync(), configure: builder => builder.Services.AddSingleton<IStartupFilter>(refusals));
        var api = server.ClientOf("ada");
        var session = (await api.CreateSessionAsync(new NewSession("Talk", AgentType.Research), cancellationToken: Token)).Id;
        var other = (await api.CreateSessionAsync(new NewSession("Not for it", AgentType.Primary), cancellationToken: Token)).Id;
        await SayAsync(api, other, "Hello?");

        await using (await RunningAgent.StartAsync(server.Address, "ada", token: Tokens.ForAgent("helper", ["research"])))
        {
            await Eventually.HoldsAsync("it has tried", () => Task.FromResult(refusals.Count == 1));
            await SayAsync(api, other, "Anybody?");
            foreach (var text in new[] { "One", "Two" })
                await AnswerToAsync(api, await SayAsync(api, session, text));
        }

        (await AnswersAsync(api, other)).ShouldBeEmpty();
        refusals.Count.ShouldBe(2); // One for each question.
        await using var allowed = await RunningAgent.StartAsync(server.Address, "ada");
        await AnswerToAsync(api, await LastQuestionAsync(api, other));
    }

    [Fact]
    public async Task What_another_agent_left_is_begun_again_when_the_service_has_interrupted_it()
    {
        await using var server = await chat.StartHostAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHAT_DRAFT_TIMEOUT_SECONDS"] = "3" });
        var api = server.ClientOf("ada");
        var session = (await api.CreateSessionAsync(new NewSession("Talk", AgentType.Research), cancellationToken: Token)).Id;
        var question = await SayAsync(api, session, "Anybody?");
        var metadata = new JsonObject { ["answers"] = question.Id, ["attempt"] = 1, ["instance"] = "gone" };
        var left = await server.AgentOf("ada", "other").PostMessageAsync(
            session, new NewMessage("I am", MessageType.Assistant, AgentType.Research, metadata, MessageStatus.Streaming), cancellationToken: Token);
        await using var agent = await RunningAgent.StartAsync(server.Address, "ada", abandoned: TimeSpan.FromSeconds(1));

        (await AnswerToAsync(api, question)).PostedBy.ShouldBe("helper");

        (await AnswersAsync(api, session)).Select(each => (each.Id == left.Id, each.Status)).ShouldBe([(true, MessageStatus.Interrupted), (false, MessageStatus.Complete)]);
    }

    private sealed class Refusals : IStartupFilter
    {
        private int _count;

        internal int Count => _count;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (call, rest) =>
            {
                await rest(call);
                if (call.Response.StatusCode == 403)
                    Interlocked.Increment(ref _count);
            });
            next(app);
        };
    }
}
