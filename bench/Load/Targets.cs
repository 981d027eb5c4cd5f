namespace Chat.Bench.Load;

/// <summary>One user's token and session.</summary>
internal readonly record struct Target(string Bearer, long Session);

/// <summary>What the load is spread over, and the file that tells wrk.</summary>
internal sealed class Targets : IDisposable
{
    private Targets(string file, IReadOnlyList<Target> all) => (File, All) = (file, all);

    public string File { get; }

    public IReadOnlyList<Target> All { get; }

    public static Targets Of(IReadOnlyList<Target> all)
    {
        // Only for this user: tokens are in it.
        var file = Path.GetTempFileName();
        System.IO.File.WriteAllLines(file, all.Select(target => $"{target.Bearer}\t{target.Session}"));
        return new Targets(file, all);
    }

    public void Dispose() => System.IO.File.Delete(File);
}
