using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chat.Web.Developer;

/// <summary>JSON with a line for each member. What is none, or was cut, stays as it is.</summary>
internal static class PrettyJson
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            using var pretty = new MemoryStream();
            using (var writer = new Utf8JsonWriter(pretty, Format))
                json.WriteTo(writer);
            return Encoding.UTF8.GetString(pretty.ToArray());
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
