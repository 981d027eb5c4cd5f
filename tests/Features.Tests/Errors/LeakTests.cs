using System.Text;

namespace Features.Tests.Errors;

/// <summary>No input makes a 500 or an answer that tells of the implementation.</summary>
public sealed class LeakTests(ChatFixture chat)
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "-1e-400", "9223372036854775808", "12345678901234567890123456789012345678901234567890",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\uDFFF\\uD800\"", "\"'; drop table mt_streams; --\"", "\"$1\"", "\"{0}\"",
        "\"System.String\"", "[]", "[null]", "[[[[]]]]", "{}", "{\"a\":1,\"a\":2}", "{\"\":{}}", "{\"$type\":\"System.Object\"}", "{\"a\":\"\\u0000\"}",
        Nested(64), Nested(5_000),
    ];

    private static readonly string[] Fields = ["title", "content", "agent_type", "message_type", "metadata", "is_active"];

    public static TheoryData<string> Writes => [.. WriteCall.Names];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task No_value_of_any_field_makes_the_service_stumble(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        foreach (var field in Fields)
        {
            foreach (var value in Values)
            {
                var body = field == write.Text ? $$"""{"{{field}}":{{value}}}""" : $$"""{"{{write.Text}}":"A","{{field}}":{{value}}}""";
                var answer = await write.SendAsync(body);
                answer.StatusCode.ShouldBeOneOf([200, 400], body);
                if (answer.StatusCode == 400)
                    answer.ShouldTellNothing();
            }
        }
    }

    [Theory]
    [InlineData("page")]
    [InlineData("page_size")]
    [InlineData("agent_type")]
    [InlineData("message_type")]
    [InlineData("is_active")]
    [InlineData("include_messages")]
    [InlineData("search")]
    public async Task No_value_of_any_parameter_makes_the_service_stumble(string parameter)
    {
        var user = chat.NewUser();
        var session = await user.CreateAsync();
        string[] values =
        [
            "", " ", "%20", "0", "-1", "1.5", "1e3", "+1", "%2B1", "9223372036854775807", "9223372036854775808", "null", "NaN", "true,false", "[]", "{}",
            "%00", "%", "%zz", "%ED%A0%80", "%FF%FE", "%F0%9F%91%8B", "%27%20or%201=1--", "%25_%5C", new string('a', 3_000),
        ];

        foreach (var path in new[] { ApiClient.Base, Calls.Path(session.Id), Calls.Messages(session.Id), ApiClient.Base + "/stats/user" })
        {
            foreach (var value in values)
            {
                var answer = await user.GetAsync($"{path}?{parameter}={value}");
                answer.StatusCode.ShouldBeOneOf([200, 400], $"{path}?{parameter}={value}");
                if (answer.StatusCode == 400)
                    answer.ShouldTellNothing();
            }
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("01x")]
    [InlineData("9223372036854775808")]
    [InlineData("1%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("1;drop")]
    [InlineData("'")]
    [InlineData("..%2F..")]
    [InlineData("%2e%2e")]
    [InlineData("{session_id}")]
    public async Task No_id_makes_the_service_stumble(string id)
    {
        var user = chat.NewUser();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete, HttpMethod.Put })
        {
            var answer = await user.SendAsync(method, $"{ApiClient.Base}/{id}", method == HttpMethod.Put ? Json("""{"title":"A"}""") : null);
            answer.StatusCode.ShouldBeOneOf(400, 404, 405);
            answer.ShouldTellNothing();
        }
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
}
