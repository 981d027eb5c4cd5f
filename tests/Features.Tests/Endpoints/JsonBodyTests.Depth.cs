namespace Features.Tests.Endpoints;

public sealed partial class JsonBodyTests
{
    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_body_has_64_levels_at_most_even_where_nobody_looks(string call)
    {
        var write = await WriteCall.PrepareAsync(call, chat);

        (await write.SendAsync(Unknown(write.Text, 63))).Ok();
        (await write.SendAsync(Unknown(write.Text, 64))).ShouldBeNoJson();
        (await write.SendAsync(Unknown(write.Text, 200_000))).ShouldBeNoJson();
    }

    private static string Unknown(string text, int levels) => $$"""{"unknown":{{new string('[', levels)}}{{new string(']', levels)}},"{{text}}":"A"}""";
}
