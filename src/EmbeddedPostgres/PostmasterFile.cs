using System.Globalization;

namespace Chat.EmbeddedPostgres;

/// <summary>What a postmaster writes about itself into <c>postmaster.pid</c>.</summary>
internal sealed record PostmasterFile(int Pid, int Port, bool IsReady)
{
    public static PostmasterFile? Read(string data)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(data));
        }
        catch (IOException)
        {
            return null;
        }

        // Lines: pid, data, start time, port, socket folder, address, shared memory, status. It grows while Postgres starts.
        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid))
            return null;
        _ = int.TryParse(lines.ElementAtOrDefault(3), CultureInfo.InvariantCulture, out var port);
        return new PostmasterFile(pid, port, lines.ElementAtOrDefault(7)?.Trim() == "ready");
    }

    public static void Delete(string data) => File.Delete(PathIn(data));

    private static string PathIn(string data) => Path.Combine(data, "postmaster.pid");
}
