namespace Chat.Features.Shared.Idempotency;

/// <summary>
/// The answer to a command with an idempotency key, stored in the command's transaction. Encrypted with the digest of the
/// request, so that only the same request can read it, and no text survives a purge.
/// </summary>
public sealed record IdempotentAnswer
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>The text of the key. As the primary key it lets only one of two racing calls commit.</summary>
    public string Id { get; set; } = "";

    /// <summary>UTC, microseconds.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>AES-256-GCM: nonce, tag, ciphertext.</summary>
    public byte[] Sealed { get; init; } = [];

    public static void ConfigureMarten(DocumentMapping<IdempotentAnswer> mapping)
    {
        mapping.DuplicateField([typeof(IdempotentAnswer).GetProperty(nameof(AnsweredAt))!], columnName: "answered_at", notNull: true);
        mapping.AddIndex("tenant_id", "answered_at").Name = "ix_idempotentanswer_age";
    }

    internal static IdempotentAnswer Seal<T>(IdempotencyKey key, T response, DateTimeOffset at)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(response, TypeOf<T>());
        var box = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Request, TagBytes);
        cipher.Encrypt(nonce, text, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes));
        return new IdempotentAnswer { Id = key.Text, AnsweredAt = at, Sealed = box };
    }

    /// <exception cref="ConflictException">The key was given to another request.</exception>
    internal T Open<T>(IdempotencyKey key)
    {
        var box = Sealed.AsSpan();
        var text = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Request, TagBytes);
        try
        {
            cipher.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), text);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new ConflictException("This Idempotency-Key was used for another request");
        }
        return JsonSerializer.Deserialize(text, TypeOf<T>())!;
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)ChatJson.Options.GetTypeInfo(typeof(T));
}
