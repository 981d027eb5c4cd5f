using System.Text.Json;
using System.Text.Json.Nodes;

namespace Features.Tests.OpenApi;

/// <summary>The service accepts and refuses bodies as the document says.</summary>
public sealed class BodyTests(ChatFixture chat)
{
    [Fact]
    public async Task Every_example_fits_its_schema_and_the_service_takes_it()
    {
        await EachBodyAsync(async (operation, call) =>
        {
            var bodyless = await SendWithoutAsync(operation);
            bodyless.StatusCode.ShouldBe(ApiOperation.IsRequired(operation.Body!.Value) ? 400 : 200, operation.Id);
            operation.ShouldAllow(bodyless);
            operation.Body!.Value.GetProperty("content").EnumerateObject().Select(content => content.Name)
                .ShouldBe(operation.AnswersLines ? ["application/json", "application/x-ndjson", "application/gzip"] : ["application/json"]);
            operation.Examples.ShouldNotBeEmpty();
            foreach (var example in operation.Examples)
            {
                new SchemaCheck(operation.Document).Problems(operation.BodySchema, example).ShouldBeEmpty();
                var answer = (await call(example.GetRawText())).Ok();
                // An append answers with the length only, an import and a change of several sessions with counts.
                foreach (var member in example.EnumerateObject().Where(member => answer.Json.TryGetProperty(member.Name, out _) || operation.Id is not ("AppendMessage" or "ImportSessions" or "ChangeSessions")))
                    Holds(Answered(answer, member.Name), member.Value).ShouldBeTrue($"{operation.Id} {member.Name}: {answer.Body}");
            }
        });
    }

    [Fact]
    public async Task Required_members_are_required_and_all_others_are_not()
    {
        await EachBodyAsync(async (operation, call) =>
        {
            foreach (var (name, _) in Properties(operation))
            {
                foreach (var without in new[] { (JsonNode?)null, JsonValue.Create("absent") })
                {
                    var body = Example(operation);
                    if (without is null)
                        body[name] = null;
                    else
                        body.Remove(name);
                    var answer = await call(body.ToJsonString());
                    if (Required(operation).Contains(name, StringComparer.Ordinal))
                        ShouldName(name, answer);
                    else
                        answer.Ok();
                }
            }
        });
    }

    [Fact]
    public async Task A_member_of_another_type_than_the_documented_is_a_400_that_names_it()
    {
        await EachBodyAsync(async (operation, call) =>
        {
            foreach (var (name, schema) in Properties(operation))
            {
                foreach (var wrong in new[] { "7", "\"text\"", "true", "[]", "{}", "[\"text\"]" }.Where(value => !IsOf(operation, schema, value)))
                {
                    var body = Example(operation);
                    body[name] = JsonNode.Parse(wrong);
                    ShouldName(name, await call(body.ToJsonString()));
                }
            }
        });
    }

    [Fact]
    public async Task Texts_have_the_lengths_that_the_document_names()
    {
        var tested = 0;
        await EachBodyAsync(async (operation, call) =>
        {
            foreach (var (name, schema) in Properties(operation).Where(property => property.Schema.TryGetProperty("maxLength", out _)))
            {
                tested++;
                var (least, most) = (schema.GetProperty("minLength").GetInt32(), schema.GetProperty("maxLength").GetInt32());
                foreach (var good in new[] { least, most })
                    Answered((await call(With(good))).Ok(), name).GetString()!.EnumerateRunes().Count().ShouldBe(good);
                foreach (var bad in new[] { least - 1, most + 1 })
                    ShouldName(name, await call(With(bad)));

                string With(int length)
                {
                    var body = Example(operation);
                    body[name] = string.Concat(Enumerable.Repeat("👋", length));
                    return body.ToJsonString();
                }
            }
        });
        tested.ShouldBeGreaterThanOrEqualTo(4);
    }

    // What is said about a message comes back within it.
    private static JsonElement Answered(ApiAnswer answer, string name) => answer.Json.TryGetProperty(name, out var member)
        ? member
        : answer.Json.EnumerateObject().Select(outer => outer.Value).Single(outer => outer.ValueKind == JsonValueKind.Object && outer.TryGetProperty(name, out _)).GetProperty(name);

    // Items of a list are answered with more members than were sent.
    private static bool Holds(JsonElement answered, JsonElement sent) => sent.ValueKind == JsonValueKind.Array
        ? answered.EnumerateArray().Zip(sent.EnumerateArray()).All(pair =>
            pair.Second.EnumerateObject().All(member => JsonElement.DeepEquals(pair.First.GetProperty(member.Name), member.Value)))
        : JsonElement.DeepEquals(answered, sent);

    private static JsonObject Example(ApiOperation operation) => JsonNode.Parse(operation.Examples[0].GetRawText())!.AsObject();

    private static IEnumerable<string> Required(ApiOperation operation) => Schema(operation).TryGetProperty("required", out var required)
        ? required.EnumerateArray().Select(name => name.GetString()!)
        : [];

    private static JsonElement Schema(ApiOperation operation) => operation.Document.Find(operation.BodySchema.GetProperty("$ref").GetString()!);

    private static IEnumerable<(string Name, JsonElement Schema)> Properties(ApiOperation operation) =>
        Schema(operation).GetProperty("properties").EnumerateObject().Select(property => (property.Name, property.Value));

    private static bool IsOf(ApiOperation operation, JsonElement schema, string value) =>
        new SchemaCheck(operation.Document).Problems(schema, JsonSerializer.Deserialize<JsonElement>(value)).Count == 0;

    private static void ShouldName(string member, ApiAnswer answer)
    {
        answer.StatusCode.ShouldBe(400, answer.Body);
        answer["errors"].EnumerateObject().Select(error => error.Name.Split('[')[0]).ShouldBe([member]);
    }

    private async Task<ApiAnswer> SendWithoutAsync(ApiOperation operation)
    {
        var user = chat.NewUser();
        return await user.SendAsync(operation.Method, await operation.PathInAsync(user, (await user.CreateAsync()).Id));
    }

    /// <summary>Calls every operation that takes a body, on a user with a session.</summary>
    private async Task EachBodyAsync(Func<ApiOperation, Func<string, Task<ApiAnswer>>, Task> test)
    {
        var document = await ApiDocument.ReadAsync(chat.Server);
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        var operations = document.Operations.Where(operation => operation.Body is not null).ToList();
        operations.Count.ShouldBeGreaterThanOrEqualTo(3);

        foreach (var operation in operations)
        {
            await test(operation, async body =>
            {
                var answer = await user.RawAsync(operation.Method, await operation.PathInAsync(user, session.Id), await user.WithOwnSessionAsync(body));
                operation.ShouldAllow(answer);
                return answer;
            });
        }
    }
}
