namespace Chat.Features.Shared.Json;

/// <summary>
/// An answer that is JSON already. It is given once, out of the rows that it was made of, or, after <see cref="Keep"/>, any
/// number of times.
/// </summary>
/// <param name="rows">What the database wrote; null for an answer that was made here.</param>
public abstract class JsonAnswer(JsonRows? rows = null) : IResult
{
    private byte[]? _kept;
    private string? _keptTag;

    /// <summary>The tag of its state; null for an answer without.</summary>
    protected virtual string? EntityTag => null;

    /// <summary>What the database wrote; valid while the parts are made and written.</summary>
    protected JsonRows Rows => rows ?? throw new InvalidOperationException("This answer was not made of rows.");

    /// <summary>Bytes of an answer that is kept.</summary>
    internal int Length => _kept!.Length;

    /// <summary>Takes the answer out of pooled memory. Call it before anybody else knows of the answer.</summary>
    internal void Keep()
    {
        using (rows)
        {
            var parts = Parts();
            var (bytes, at) = (GC.AllocateUninitializedArray<byte>(parts.Sum(part => part.Length)), 0);
            foreach (var part in parts)
            {
                part.CopyTo(bytes.AsMemory(at));
                at += part.Length;
            }
            (_kept, _keptTag) = (bytes, EntityTag);
        }
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!httpContext.SetETag(_kept is null ? EntityTag : _keptTag))
            return _kept is { } bytes ? httpContext.Response.WriteJsonAsync(bytes) : httpContext.Response.WriteJsonAsync(rows, Parts());
        rows?.Dispose();
        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    /// <summary>The parts of the answer, one behind the other.</summary>
    protected abstract ReadOnlyMemory<byte>[] Parts();
}
