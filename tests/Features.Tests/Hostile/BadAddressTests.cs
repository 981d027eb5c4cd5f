using System.Text;

namespace Features.Tests.Hostile;

/// <summary>Malformed paths and query strings, sent to every endpoint.</summary>
public sealed class BadAddressTests(ChatFixture chat)
{
    public static TheoryData<string> WrongIds =>
    [
        "%", "%z", "%zz", "%1", "%u0031", "%ED%A0%80", "%C0%AF", "%FF", "%0a", "%0d%0aX:1", "%2F", "%5C", "..%2F..", "%252e", "{session_id}", "-", ",", ";", "0x1", "1e3", "+1",
        "99999999999999999999", new string('9', 3_000),
    ];

    [Theory]
    [MemberData(nameof(WrongIds))]
    public async Task An_id_that_can_not_be_one_is_a_404_that_changes_nothing(string id)
    {
        var victim = await Victim.CreateAsync(chat.Server);
        var calls = MappedCall.AllOf(chat.Server).Where(call => call.HasIds).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(5);

        foreach (var call in calls)
        {
            var answer = await SendAsync(call, victim, call.PathTo(id));

            answer.ShouldStartWith("HTTP/1.1 404 ", Case.Sensitive, call.ToString());
            answer.ShouldContain("Content-Type: application/problem+json", Case.Sensitive, call.ToString());
            answer.ShouldContain("traceId", Case.Sensitive, call.ToString());
        }
        await victim.ShouldBeUnharmedAsync();
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%00b")]
    public async Task U0000_in_a_path_is_a_400(string id)
    {
        var victim = await Victim.CreateAsync(chat.Server);

        foreach (var call in MappedCall.AllOf(chat.Server).Where(call => call.HasIds))
            (await SendAsync(call, victim, call.PathTo(id))).ShouldStartWith("HTTP/1.1 400 ", Case.Sensitive, call.ToString());
        await victim.ShouldBeUnharmedAsync();
    }

    [Fact]
    public async Task A_declared_parameter_is_a_400_that_names_it_when_it_is_given_twice_or_holds_U0000()
    {
        var victim = await Victim.CreateAsync(chat.Server);
        var calls = MappedCall.AllOf(chat.Server).Where(call => call.Parameters.Count > 0).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(3);

        foreach (var call in calls)
        {
            var path = call.Path(victim.Session, victim.Message);
            foreach (var name in call.Parameters)
            {
                foreach (var query in new[] { $"{name}=1&{name}=1", $"{name}=&{name}=", $"{name}=1&other=2&{name}=3", $"{name}=%00", $"{name}=1%00" })
                {
                    var answer = await call.SendAsync(victim.User, $"{path}{(path.Contains('?') ? '&' : '?')}{query}");
                    answer.StatusCode.ShouldBe(400, $"{call} {query}");
                    answer.ShouldBeAnError();
                    answer.ShouldTellNothing();
                    answer["errors"].EnumerateObject().Select(field => field.Name).ShouldBe([name], query);
                }
            }
        }
        await victim.ShouldBeUnharmedAsync();
    }

    private async Task<string> SendAsync(MappedCall call, Victim victim, string path)
    {
        await using var connection = await RawConnection.OpenAsync(chat.Server.Address);
        var body = call.Body ?? "";
        await connection.SendLinesAsync(
            $"{call.Method} {path} HTTP/1.1", "Host: chat", $"Authorization: Bearer {victim.Token}",
            "Content-Type: application/json", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", "", body);
        return await connection.ReadAsync();
    }
}
