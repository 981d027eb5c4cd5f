using Chat.Web.Developer;

namespace Web.Tests.Developer;

public sealed class PrettyJsonTests
{
    [Theory]
    [InlineData("""{"a":[1,"ü <b>"]}""", "{\n  \"a\": [\n    1,\n    \"ü <b>\"\n  ]\n}")]
    [InlineData("{\"cut\":\"…", "{\"cut\":\"…")]
    [InlineData("", "")]
    public void Json_has_a_line_for_each_member(string json, string pretty) =>
        Assert.Equal(pretty, PrettyJson.Of(json));
}
