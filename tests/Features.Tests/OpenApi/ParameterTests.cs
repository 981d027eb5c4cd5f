using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Features.Shared.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.OpenApi;

/// <summary>The service reads parameters as the document says.</summary>
public sealed partial class ParameterTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_parameter_is_described_and_paths_name_theirs()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var forAgents = chat.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<AgentsMayCall>() is not null)
            .Select(endpoint => endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName)
            .ToHashSet(StringComparer.Ordinal);
        forAgents.ShouldNotBeEmpty();

        foreach (var operation in document.Operations)
        {
            operation.Parameters.Select(parameter => parameter.Name).ShouldBeUnique();
            operation.Parameters.ShouldAllBe(parameter => !string.IsNullOrWhiteSpace(parameter.Json.GetProperty("description").GetString()));
            operation.Parameters.Where(parameter => parameter.In == "path").Select(parameter => parameter.Name)
                .ShouldBe(InPath().Matches(operation.Path).Select(match => match.Groups["name"].Value));
            operation.Parameters.ShouldAllBe(parameter => parameter.IsRequired == (parameter.In == "path" || parameter.Name == "max_tokens"));
            operation.Parameters.Where(parameter => parameter.In is not ("path" or "query")).Select(parameter => $"{parameter.In} {parameter.Name}")
                .ShouldBe([
                    .. operation.Method == HttpMethod.Post ? ["header Idempotency-Key"] : Array.Empty<string>(),
                    .. operation.Answers.ContainsKey(304) || operation.Method != HttpMethod.Get ? ["header If-None-Match"] : Array.Empty<string>(),
                    .. operation.Answers.ContainsKey(412) ? ["header If-Match"] : Array.Empty<string>(),
                    .. forAgents.Contains(operation.Id) ? ["header On-Behalf-Of"] : Array.Empty<string>(),
                ]);
        }
        document.OfTheApi.Sum(operation => operation.Parameters.Count).ShouldBeGreaterThanOrEqualTo(16);
    }

    [Fact]
    public async Task Every_integer_has_the_bounds_and_the_default_that_the_service_has()
    {
        await EachQueryAsync("integer", async (parameter, call) =>
        {
            var (least, most) = (parameter.Schema.GetProperty("minimum").GetInt64(), parameter.Schema.GetProperty("maximum").GetInt64());
            foreach (var good in new[] { least, least + 1, most - 1, most })
            {
                var answer = (await call($"{good}")).Ok();
                if (ToldAs(parameter) is { } member && answer.Json.TryGetProperty(member, out _))
                    answer[member].GetInt64().ShouldBe(good);
            }
            foreach (var bad in new[] { least - 1, most + 1 })
                ShouldNameIt(parameter, await call($"{bad}"));
            if (parameter.Schema.TryGetProperty("default", out var otherwise))
                (await call(null)).Body.ShouldBe((await call(otherwise.GetRawText())).Body);
        });
    }

    [Fact]
    public async Task Every_flag_takes_true_and_false_and_its_default_where_it_has_one()
    {
        await EachQueryAsync("boolean", async (parameter, call) =>
        {
            (await call("true")).Ok();
            (await call("false")).Ok();
            ShouldNameIt(parameter, await call("maybe"));
            if (parameter.Schema.TryGetProperty("default", out var otherwise))
                (await call(null)).Body.ShouldBe((await call(otherwise.GetRawText())).Body);
        });
    }

    [Fact]
    public async Task Every_text_takes_the_documented_words_and_no_others_or_any_text()
    {
        await EachQueryAsync("string", async (parameter, call) =>
        {
            string[] words = parameter.Schema.TryGetProperty("enum", out var named) ? [.. named.EnumerateArray().Select(word => word.GetString()!)] : [];
            foreach (var word in words)
                (await call(word)).Ok();
            var other = await call("other");
            if (words.Length > 0 || IsCursor(parameter))
                ShouldNameIt(parameter, other);
            else
                other.Ok();
        });
    }

    [Fact]
    public async Task A_key_has_the_bounds_that_the_service_has()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);

        foreach (var operation in document.Operations.Where(operation => operation.Method == HttpMethod.Post))
        {
            var user = chat.NewUser();
            var session = await user.CreateAsync();
            var schema = operation.Parameters.Single(parameter => parameter.Name == "Idempotency-Key").Schema;
            var longest = new string('k', schema.GetProperty("maxLength").GetInt32());
            foreach (var (key, status) in new[] { ("k", 200), (longest, 200), ("", 400), (longest + "k", 400) })
            {
                Regex.IsMatch(key, schema.GetProperty("pattern").GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(key.Length >= schema.GetProperty("minLength").GetInt32());
                var answer = await user.PostWithKeyAsync(await operation.PathInAsync(user, session.Id), operation.ExampleText, key);
                answer.StatusCode.ShouldBe(status);
                operation.ShouldAllow(answer);
            }
        }
    }

    [Fact]
    public async Task Ids_beyond_their_bounds_are_the_404_that_the_document_names()
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var user = chat.NewUser();
        var session = (await user.CreateAsync()).Id;
        var message = (await user.SayAsync(session, "Hello")).Id;

        foreach (var operation in document.OfTheApi)
        {
            foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "path"))
            {
                var id = parameter.Schema;
                id.GetProperty("type").GetString().ShouldBe("integer");
                foreach (var bad in new[] { id.GetProperty("minimum").GetInt64() - 1, id.GetProperty("maximum").GetInt64(), id.GetProperty("maximum").GetInt64() + 1 })
                {
                    var path = operation.Path.Replace($"{{{parameter.Name}}}", $"{bad}", StringComparison.Ordinal);
                    path = path.Replace("{session_id}", $"{session}", StringComparison.Ordinal).Replace("{message_id}", $"{message}", StringComparison.Ordinal);
                    var answer = await user.SendAsync(operation.Method, path + operation.RequiredQuery, operation.Body is null ? null : Json(operation.Examples[0]));
                    answer.StatusCode.ShouldBe(404);
                    operation.ShouldAllow(answer);
                }
            }
        }
    }

    /// <summary>Calls every operation with every query parameter of a type, for a user with messages in a session.</summary>
    private async Task EachQueryAsync(string type, Func<ApiParameter, Func<string?, Task<ApiAnswer>>, Task> test)
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        await user.SayAsync(session.Id, "Hello");
        var tested = 0;

        foreach (var operation in document.Operations)
        {
            var path = await operation.PathInAsync(user, session.Id);
            // Another format of a file is another body.
            foreach (var parameter in operation.Queries.Where(parameter => parameter.Type == type && parameter.Name != "format"))
            {
                tested++;
                await test(parameter, async value =>
                {
                    var query = (value is null ? "?" : $"?{parameter.Name}={value}") + Beside(parameter);
                    var answer = await user.SendAsync(operation.Method, path + query, operation.Body is null ? null : Json(operation.Examples[0]));
                    operation.ShouldAllow(answer);
                    return answer;
                });
            }
        }
        tested.ShouldBeGreaterThan(0);
    }

    /// <summary>The parameter without which another is ignored.</summary>
    private static string Beside(ApiParameter parameter) => parameter.Name == "limit" ? "&after_sequence=0&after=" : "";

    /// <summary>Whether it is a text that only the service makes.</summary>
    private static bool IsCursor(ApiParameter parameter) => parameter is { Type: "string", Name: "after" };

    /// <summary>The response member, if the response has it, that shows the value that was used; a cursor shows in the messages only.</summary>
    private static string? ToldAs(ApiParameter parameter) => parameter.Name switch
    {
        "limit" => "page_size",
        "after_sequence" or "before_sequence" or "after" => null,
        _ => parameter.Name,
    };

    private static void ShouldNameIt(ApiParameter parameter, ApiAnswer answer)
    {
        answer.StatusCode.ShouldBe(400);
        answer["errors"].EnumerateObject().Select(error => error.Name).ShouldBe([parameter.Name]);
    }

    private static StringContent Json(JsonElement body) => new(body.GetRawText(), null, "application/json");

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InPath();
}
