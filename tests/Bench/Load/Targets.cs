namespace Chat.Bench.Load;

/// <summary>One user's token and session, and a message in it where the load is about messages.</summary>
internal readonly record struct Target(string Bearer, long Session, long? Message = null)
{
    /// <summary>The part of the path that names it.</summary>
    public string Path => Message is { } message ? $"{Session}/messages/{message}" : $"{Session}";
}

/// <summary>The targets of the load, and the file that wrk reads.</summary>
internal sealed class Targets : IDisposable
{
    private Targets(string file, IReadOnlyList<Target> all) => (File, All) = (file, all);

    public string File { get; }

    public IReadOnlyList<Target> All { get; }

    public static Targets Of(IReadOnlyList<Target> all)
    {
        // Readable for this user only: it holds tokens.
        var file = Path.GetTempFileName();
        System.IO.File.WriteAllLines(file, all.Select(target => $"{target.Bearer}\t{target.Path}"));
        return new Targets(file, all);
    }

    public void Dispose() => System.IO.File.Delete(File);
}
