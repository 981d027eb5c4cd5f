using System.Text;
using System.Text.Json;
using Chat.Features.Shared.EntityTags;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Features.Tests.OpenApi;

public sealed class DocumentTests(ChatFixture chat)
{
    [Fact]
    public async Task It_is_valid_OpenAPI_3_1_and_everybody_may_read_it()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        using var text = new MemoryStream(Encoding.UTF8.GetBytes(document.Answer.Body));
        var (read, diagnostic) = await OpenApiDocument.LoadAsync(text, "json", cancellationToken: TestContext.Current.CancellationToken);
        diagnostic.ShouldNotBeNull();
        diagnostic.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        diagnostic.Warnings.Select(error => error.ToString()).ShouldBeEmpty();
        diagnostic.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        read.ShouldNotBeNull().Paths.Count.ShouldBe(document.Root.GetProperty("paths").EnumerateObject().Count());
        document.Answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task It_names_exactly_what_the_application_maps()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        var mapped = chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is not ("/openapi/v1.json" or "/mcp/"))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"))
            .ToList();

        mapped.Count(route => route.Contains("/api/v1/", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(8);
        document.Operations.Select(operation => $"{operation.Method} {operation.Path}").ShouldBe(mapped, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        var references = document.Objects().Where(one => one.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            .Select(one => one.GetProperty("$ref").GetString()!).ToHashSet(StringComparer.Ordinal);

        references.Count.ShouldBeGreaterThan(8);
        foreach (var reference in references)
            document.Find(reference).ValueKind.ShouldBe(JsonValueKind.Object, reference);
        document.Root.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => $"#/components/schemas/{schema.Name}")
            .ShouldBe(references, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_called_and_what_it_does()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var tags = document.Root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToList();

        document.Operations.Select(operation => operation.Id).ShouldBeUnique();
        foreach (var operation in document.Operations)
        {
            operation.Id.ShouldNotBeNullOrWhiteSpace();
            operation.Json.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace();
            operation.Json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Except(tags, StringComparer.Ordinal).ShouldBeEmpty();
        }
        document.Root.GetProperty("info").GetProperty("title").GetString().ShouldBe("Chat");
        document.Root.GetProperty("info").GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Every_operation_of_the_API_wants_the_bearer_token_and_no_other_does()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        var scheme = document.Root.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Single();
        (scheme.Name, scheme.Value.GetProperty("type").GetString(), scheme.Value.GetProperty("scheme").GetString()).ShouldBe(("bearer", "http", "bearer"));
        document.Root.TryGetProperty("security", out _).ShouldBeFalse();
        foreach (var operation in document.Operations)
        {
            var isOfTheApi = document.OfTheApi.Contains(operation);
            var security = operation.Json.TryGetProperty("security", out var given) ? given.GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings("") : "[]";
            security.ShouldBe(isOfTheApi ? """[{"bearer":[]}]""" : "[]", operation.Id);
            operation.Answers.ContainsKey(401).ShouldBe(isOfTheApi, operation.Id);
        }
    }

    [Fact]
    public async Task Every_answer_has_a_description_and_a_body_and_every_error_is_a_problem()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var tagged = chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<EntityTagged>() is not null)
            .Select(endpoint => endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName)
            .ToHashSet(StringComparer.Ordinal);
        new[] { "GetSession", "GetMessage", "CreateSession", "UpdateSession", "PostMessage", "EditMessage", "AppendMessage", "FinishMessage", "AbortMessage" }
            .Except(tagged, StringComparer.Ordinal).ShouldBeEmpty();

        foreach (var operation in document.Operations)
        {
            operation.Answers.Keys.Where(status => status < 400).ShouldBe(IsRead(operation) ? [200, 304] : operation.Id == "WatchDraft" ? [200, 204] : [200], operation.Id);
            foreach (var (status, answer) in operation.Answers)
            {
                var isError = status >= 400;
                answer.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace();
                Headers(answer).ShouldBe(Expected(operation, status), $"{operation.Id} {status}");
                if (status is 204 or 304)
                {
                    answer.TryGetProperty("content", out _).ShouldBeFalse(operation.Id);
                    continue;
                }
                var content = answer.GetProperty("content").EnumerateObject().Single();
                content.Name.ShouldBe(isError ? "application/problem+json" : operation.GoesOn ? "text/event-stream" : operation.AnswersLines ? "application/x-ndjson" : "application/json");
                if (isError)
                    content.Value.GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem");
            }
        }

        static bool IsRead(ApiOperation operation) => operation.Id is "GetSession" or "GetMessage";
        static string[] Headers(JsonElement answer) => answer.TryGetProperty("headers", out var headers) ? [.. headers.EnumerateObject().Select(header => header.Name)] : [];
        string[] Expected(ApiOperation operation, int status) => status switch
        {
            401 => ["WWW-Authenticate"],
            429 or 503 => ["Retry-After"],
            200 or 304 =>
            [
                .. operation.Method == HttpMethod.Post && !Calls.IsOfDraft(operation.Path) && operation.Id != "ChangeSessions" ? ["Location"] : Array.Empty<string>(),
                .. operation.Method == HttpMethod.Post ? ["Idempotency-Replayed"] : Array.Empty<string>(),
                .. tagged.Contains(operation.Id) ? ["ETag"] : Array.Empty<string>(),
            ],
            _ => [],
        };
    }

    [Fact]
    public async Task It_names_the_limits_that_the_service_is_configured_with()
    {
        await using var host = await chat.StartHostAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["CHAT_TITLE_MAX_LENGTH"] = "20",
                ["CHAT_MESSAGE_MAX_LENGTH"] = "30",
                ["CHAT_DEFAULT_PAGE_SIZE"] = "3",
                ["CHAT_MAX_PAGE_SIZE"] = "7",
            },
            chat.ConnectionString);
        var document = await ApiDocument.ReadAsync(host);

        Length("CreateSessionRequest", "title").ShouldBe(20);
        Length("UpdateSessionRequest", "title").ShouldBe(20);
        Length("PostMessageRequest", "content").ShouldBe(30);
        var size = document["ListSessions"].Parameters.Single(parameter => parameter.Name == "page_size").Schema;
        (size.GetProperty("minimum").GetInt32(), size.GetProperty("default").GetInt32(), size.GetProperty("maximum").GetInt32()).ShouldBe((1, 3, 7));

        int Length(string schema, string property) => document.Find($"#/components/schemas/{schema}/properties/{property}").GetProperty("maxLength").GetInt32();
    }

    [Fact]
    public async Task It_is_whole_for_all_who_ask_at_once_also_when_the_cache_can_not_hold_it()
    {
        await using var host = await ChatServer.StartAsync(
            chat.ConnectionString,
            configure: builder => builder.Services.PostConfigure<OutputCacheOptions>(cache => cache.MaximumBodySize = 1_000));

        var bodies = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await host.WithToken(null).GetAsync("/openapi/v1.json")).Ok().Body));

        bodies.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().Length.ShouldBeGreaterThan(1_000);
    }
}
