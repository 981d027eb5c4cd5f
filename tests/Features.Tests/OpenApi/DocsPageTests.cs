using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Features.Tests.OpenApi;

/// <summary>The page <c>/docs</c> in a real browser.</summary>
public sealed class DocsPageTests(ChatFixture chat, Browser browser) : IClassFixture<Browser>
{
    /// <summary>A defect of Swagger UI itself: its lists of values have no label.</summary>
    private static readonly string[] OfSwaggerUi = ["select-name"];

    [Fact]
    public async Task It_shows_every_operation_of_the_document_and_asks_nobody_else_for_anything()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        await using var docs = await DocsPage.OpenAsync(browser, chat.Server.Address);

        await Assertions.Expect(docs.Operations).ToHaveCountAsync(document.Operations.Count);
        var shown = await docs.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.opblock')].map(one =>
                one.querySelector('.opblock-summary-method').innerText + ' ' + one.querySelector('.opblock-summary-path').dataset.path)
            """);

        shown.ShouldBe(document.Operations.Select(operation => $"{operation.Method} {operation.Path}"), ignoreOrder: true);
        document.OfTheApi.Count().ShouldBeGreaterThanOrEqualTo(16);
        (await docs.Page.TitleAsync()).ShouldBe("Chat");
        docs.Errors.ShouldBeEmpty();
        docs.Requests.Count.ShouldBeGreaterThan(3);
        docs.Requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal))
            .ShouldAllBe(address => new Uri(address).GetLeftPart(UriPartial.Authority) == chat.Server.Address.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task A_reader_enters_a_token_tries_a_call_and_has_a_session()
    {
        var name = ChatServer.NewUser();
        await using var docs = await DocsPage.OpenAsync(browser, chat.Server.Address);

        var create = await docs.UnfoldAsync("Sessions", "CreateSession");
        (await DocsPage.ExecuteAsync(create)).Status.ShouldBe("401");
        await docs.AuthorizeAsync(Tokens.For(name));
        await create.Locator(".btn-clear").ClickAsync();
        var (status, body) = await DocsPage.ExecuteAsync(create);

        status.ShouldBe("200");
        var session = (await chat.Server.User(name).GetAsync()).Ok()["sessions"].EnumerateArray().Single();
        JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(body), session).ShouldBeTrue($"{body}\n{session}");
        session.GetProperty("title").GetString().ShouldBe("My Chat Session");
        // The browser logs the expected 401.
        docs.Errors.Where(error => !error.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_has_no_critical_barrier_for_people_who_use_it_in_other_ways()
    {
        await using var docs = await DocsPage.OpenAsync(browser, chat.Server.Address);
        await docs.UnfoldAsync("Sessions", "ListSessions");

        var result = await docs.Page.RunAxe();

        result.Passes.ShouldNotBeEmpty();
        result.Violations.Where(violation => violation.Impact == "critical" && !OfSwaggerUi.Contains(violation.Id, StringComparer.Ordinal))
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Target} {node.Html}"))
            .ShouldBeEmpty();
    }
}
