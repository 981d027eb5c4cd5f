using System.Diagnostics;
using Npgsql;

namespace Features.Tests.Support;

/// <summary>Counts the round trips to a database.</summary>
internal static class Questions
{
    /// <summary>Counts each round trip when it ends, until disposed.</summary>
    public static ActivityListener Listen(string connectionString, Action heard)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var listener = new ActivityListener
        {
            // A span is needed: statements outside of a call make none.
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => database.Equals(tag.Value)) && activity.TagObjects.Any(tag => tag.Key is "db.query.text" or "db.statement"))
                    heard();
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
