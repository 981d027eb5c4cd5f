using System.Text.Unicode;
using Microsoft.Extensions.Primitives;

namespace Chat.Features.Shared.Endpoints;

/// <summary>Reads a request's JSON body, with the errors of the contract.</summary>
/// <remarks>ASP.NET Core's reader names no field in its errors, accepts U+0000, and answers 400 without problem details.</remarks>
public static class JsonBody
{
    internal const int MaxBytes = 1024 * 1024;

    private const string Body = "body", NoJson = "body is not valid JSON";

    private static readonly JsonSerializerOptions Options = CreateOptions();

    /// <exception cref="UnsupportedBodyException">It is not declared as JSON in UTF-8 (415), or too large (413).</exception>
    /// <exception cref="InvalidRequestException">It is no JSON object, or a member has the wrong type.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, T? withoutBody, CancellationToken token) where T : class
    {
        // A body that may be left out has no media type when it is empty.
        if (withoutBody is null)
            CheckMediaType(request);
        using var buffer = await BufferAsync(request, token);
        if (withoutBody is not null)
        {
            if (buffer.Length == 0)
                return withoutBody;
            CheckMediaType(request);
        }
        return Deserialize(buffer.Written.Span, withoutBody);
    }

    /// <summary>Reads and checks a body of any shape, for another reader after it.</summary>
    /// <exception cref="UnsupportedBodyException">It is not declared as JSON in UTF-8 (415), or too large (413).</exception>
    /// <exception cref="InvalidRequestException">It is no JSON, or an object in it has a member twice.</exception>
    public static async Task CheckAsync(HttpRequest request, CancellationToken token)
    {
        CheckMediaType(request);
        using var buffer = await BufferAsync(request, token);
        var body = CheckText(buffer.Written.Span);
        try
        {
            using var json = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = Options.MaxDepth });
        }
        catch (JsonException error)
        {
            throw NotValid(error);
        }
        request.Body = new MemoryStream(body.ToArray(), writable: false);
    }

    private static bool IsLeftOut(HttpRequest request) =>
        request is { ContentLength: 0 or null, ContentType: null } && !request.Headers.ContainsKey(HeaderNames.TransferEncoding);

    /// <exception cref="UnsupportedBodyException">The body is not declared as JSON in UTF-8, or as one of the other types.</exception>
    internal static void CheckMediaType(HttpRequest request, params ReadOnlySpan<string> others)
    {
        // A missing body is a 400, not a 415.
        if (IsLeftOut(request))
            return;
        if (request.Headers.ContentEncoding.Any(coding => !"identity".Equals(coding, StringComparison.OrdinalIgnoreCase)))
            throw new UnsupportedBodyException(StatusCodes.Status415UnsupportedMediaType, "The body must not be compressed");
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
            && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase) || IsOneOf(type.MediaType, others));
        if (!isJson)
            throw new UnsupportedBodyException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON, sent as application/json");
        var charset = HeaderUtilities.RemoveQuotes(type!.Charset);
        if (charset.HasValue && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("utf8", StringComparison.OrdinalIgnoreCase))
            throw new UnsupportedBodyException(StatusCodes.Status415UnsupportedMediaType, "The body must be in UTF-8");
    }

    private static bool IsOneOf(StringSegment mediaType, ReadOnlySpan<string> others)
    {
        foreach (var other in others)
        {
            if (mediaType.Equals(other, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Reads at most <see cref="MaxBytes"/>; the server allows more (<see cref="BodyDrain"/>).</summary>
    /// <exception cref="UnsupportedBodyException">It is too large (413).</exception>
    /// <exception cref="InvalidRequestException">Its length is ambiguous.</exception>
    internal static async Task<JsonBuffer> BufferAsync(HttpRequest request, CancellationToken token)
    {
        CheckLength(request);
        if (request.ContentLength > MaxBytes)
            throw TooLarge();
        var buffer = new JsonBuffer();
        try
        {
            while (await request.Body.ReadAsync(buffer.GetMemory(), token) is var count and > 0)
            {
                buffer.Advance(count);
                if (buffer.Length > MaxBytes)
                    throw TooLarge();
            }
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <exception cref="InvalidRequestException">Its length is ambiguous.</exception>
    internal static void CheckLength(HttpRequest request)
    {
        if (IsAmbiguous(request))
            throw new InvalidRequestException(Body, "body must have one length, or come in chunks once");
    }

    // Kestrel reads on, but a proxy before it may see another end of the body (RFC 9112, 6.1 and 6.3). It renames the length beside chunks.
    private static bool IsAmbiguous(HttpRequest request) => request.Headers.TransferEncoding is { Count: > 0 } codings
        && (codings is not [{ } coding] || !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) || request.Headers.ContainsKey("X-Content-Length"));

    /// <exception cref="InvalidRequestException">It is no JSON object, or a member has the wrong type.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> body, T? withoutBody = null) where T : class
    {
        body = CheckText(body);
        var type = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? withoutBody ?? throw NoObject(type);
        }
        catch (JsonException error)
        {
            throw body.IsEmpty ? new InvalidRequestException(Body, NoJson) : Explain(error, type);
        }
    }

    /// <summary>The body without its byte order mark.</summary>
    private static ReadOnlySpan<byte> CheckText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw new InvalidRequestException(Body, "body is not valid UTF-8");
        var byteOrderMark = "\uFEFF"u8;
        if (body.StartsWith(byteOrderMark))
            body = body[byteOrderMark.Length..];
        return BrokenText.FindIn(body) is { } member ? throw new InvalidRequestException(member, $"{member} {BrokenText.Problem}") : body;
    }

    private static InvalidRequestException Explain(JsonException error, JsonTypeInfo type)
    {
        // Inner exception: a JsonException for invalid JSON, another for a wrong type, none for a member given twice.
        if (error.InnerException is JsonException || error.Path is null)
            return NotValid(error);
        if (JsonPlace.Find(error.Path, type) is not var (field, member, expected))
            return NoObject(type);
        if (error is WrongValueException)
            return new InvalidRequestException(field, $"{member} {error.Message}");
        if (error.InnerException is null)
            return new InvalidRequestException(field, $"{member} {MustBeOnce(expected is null ? JsonTypeInfoKind.None : type.Options.GetTypeInfo(expected).Kind)}");
        return new InvalidRequestException(field, $"{member} {MustBe(expected)}");
    }

    // The serializer reports a wrong type instead of a list or an object in the same way as a member given twice.
    private static string MustBeOnce(JsonTypeInfoKind kind) => kind switch
    {
        JsonTypeInfoKind.Enumerable => "must be a list, given once",
        JsonTypeInfoKind.Object => "must be an object that holds no member twice",
        _ => "must be given once, and hold no member twice",
    };

    private static string MustBe(Type? type) =>
        type == typeof(string) ? "must be a string"
        : type == typeof(bool) || type == typeof(bool?) ? "must be true or false"
        : type == typeof(JsonElement) || type == typeof(JsonElement?) ? "must be an object"
        : "has the wrong type";

    private static InvalidRequestException NoObject(JsonTypeInfo type) => new(Body, ListOf(type) is { } list
        ? $"body must be a JSON object, with the list as {list}"
        : "body must be a JSON object");

    private static string? ListOf(JsonTypeInfo type) =>
        type.Properties.FirstOrDefault(property => property.Set is not null && type.Options.GetTypeInfo(property.PropertyType).Kind == JsonTypeInfoKind.Enumerable)?.Name;

    private static InvalidRequestException NotValid(JsonException error) =>
        new(Body, $"{NoJson} at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ChatJson.Options);
        options.Converters.Insert(0, new IntegerConverter());
        options.Converters.Insert(0, new TimeConverter()); // Before the one that reads stored times.
        return options;
    }

    private static UnsupportedBodyException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "The body must have at most 1 MiB");
}
