using System.Reflection;
using System.Text.Json;
using Refit;

namespace Client.Tests;

/// <summary>The client is compared with the OpenAPI document of the running service.</summary>
public sealed class ContractTests(ChatFixture chat)
{
    /// <summary>Calls that are none of the client's: health, and the stream for the AI SDK.</summary>
    private static readonly string[] Others = ["GetLiveness", "GetReadiness", "WatchDraft"];

    [Fact]
    public async Task Every_operation_has_a_method_with_its_parameters()
    {
        var methods = typeof(IChatApi).GetMethods()
            .Select(method => (Http: method.GetCustomAttribute<HttpMethodAttribute>()!, Method: method))
            .ToLookup(method => $"{method.Http.Method} /api/v1{method.Http.Path.Split('?')[0]}", method => method.Method, StringComparer.Ordinal);
        methods.Count.ShouldBeGreaterThan(20);

        var missing = new List<string>();
        foreach (var (name, operation, json) in await OperationsAsync())
        {
            if (Others.Contains(name))
                continue;
            var wanted = Parameters(json).Where(parameter => parameter is not ("If-None-Match" or "On-Behalf-Of"));
            var given = methods[operation].SelectMany(method => method.GetParameters()).Select(NameOf).ToHashSet(StringComparer.Ordinal);
            missing.AddRange(methods.Contains(operation)
                ? wanted.Where(parameter => !given.Contains(parameter) && !IsLeftOut(operation, parameter)).Select(parameter => $"{operation}: {parameter}")
                : [operation]);
        }

        missing.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ChatMessage", typeof(Message))]
    [InlineData("SessionResponse", typeof(Session))]
    [InlineData("GetSessionResponse", typeof(SessionWithMessages))]
    [InlineData("ListSessionsResponse", typeof(SessionPage))]
    [InlineData("ListMessagesResponse", typeof(MessagePage))]
    [InlineData("ListRevisionsResponse", typeof(RevisionPage))]
    [InlineData("SearchMessagesResponse", typeof(SearchPage))]
    [InlineData("SearchHit", typeof(SearchHit))]
    [InlineData("GetContextResponse", typeof(MessageContext))]
    [InlineData("GetUserStatsResponse", typeof(UserStatistics))]
    [InlineData("FeedbackCounts", typeof(FeedbackCounts))]
    [InlineData("MessageFeedback", typeof(MessageFeedback))]
    [InlineData("CreateSessionRequest", typeof(NewSession))]
    [InlineData("UpdateSessionRequest", typeof(SessionChange))]
    [InlineData("ForkSessionRequest", typeof(Fork))]
    [InlineData("ChangeSessionsRequest", typeof(SessionsChange))]
    [InlineData("ChangeSessionsResponse", typeof(ChangedSessions))]
    [InlineData("DeleteSessionResponse", typeof(DeletedSession))]
    [InlineData("PostMessageRequest", typeof(NewMessage))]
    [InlineData("PostMessageBatchRequest", typeof(MessageBatch))]
    [InlineData("PostMessageBatchResponse", typeof(PostedMessages))]
    [InlineData("EditMessageRequest", typeof(MessageChange))]
    [InlineData("JudgeMessageRequest", typeof(NewFeedback))]
    [InlineData("AppendMessageRequest", typeof(Append))]
    [InlineData("AppendMessageResponse", typeof(Appended))]
    [InlineData("FinishMessageRequest", typeof(Finish))]
    [InlineData("EraseRevisionsResponse", typeof(ErasedRevisions))]
    [InlineData("EraseUserResponse", typeof(ErasedUser))]
    [InlineData("ImportSessionsResponse", typeof(ImportLine))]
    [InlineData("ImportNote", typeof(ImportNote))]
    public async Task A_record_has_the_members_of_its_schema(string schema, Type record)
    {
        var document = await DocumentAsync();

        var members = document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(member => member.Name);

        record.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ShouldBe(members, ignoreOrder: true);
    }

    [Theory]
    [InlineData("AgentType", typeof(AgentType))]
    [InlineData("MessageType", typeof(MessageType))]
    [InlineData("MessageStatus", typeof(MessageStatus))]
    [InlineData("FeedbackRating", typeof(FeedbackRating))]
    [InlineData("ChangeSessionsRequest.properties.action", typeof(SessionsAction))]
    public async Task An_enum_has_the_words_of_its_schema(string schema, Type type)
    {
        var document = await DocumentAsync();

        var words = schema.Split('.')
            .Aggregate(document.GetProperty("components").GetProperty("schemas"), (json, name) => json.GetProperty(name))
            .GetProperty("enum").EnumerateArray()
            .Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString());

        Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value).Trim('"')).ShouldBe(words, ignoreOrder: true);
    }

    private static bool IsLeftOut(string operation, string parameter) =>
        parameter == "If-Match" && (operation.StartsWith("GET ", StringComparison.Ordinal) || HasNoCondition(operation));

    // What is new, or all of a user's, has no tag.
    private static bool HasNoCondition(string operation) =>
        operation is "POST /api/v1/chat-sessions" or "POST /api/v1/chat-sessions/bulk" or "DELETE /api/v1/users/me" or "POST /api/v1/users/me/import"
        || operation.EndsWith("/fork", StringComparison.Ordinal);

    private static string NameOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<HeaderAttribute>()?.Header ?? parameter.GetCustomAttribute<AliasAsAttribute>()?.Name ?? parameter.Name!;

    private static IEnumerable<string> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Select(parameter => parameter.TryGetProperty("name", out var name) ? name.GetString()! : parameter.GetProperty("$ref").GetString()!.Split('/')[^1])
        : [];

    private async Task<List<(string Name, string Operation, JsonElement Json)>> OperationsAsync() =>
    [
        .. from path in (await DocumentAsync()).GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where operation.Name != "parameters"
           select (operation.Value.GetProperty("operationId").GetString()!, $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value),
    ];

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(
        await chat.Server.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
}
