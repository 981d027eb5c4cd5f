using System.Diagnostics;
using Npgsql;

namespace Features.Tests.Support;

/// <summary>What is asked of a database, in round trips.</summary>
internal static class Questions
{
    /// <summary>Hears of each question when it has been answered, until disposed.</summary>
    public static ActivityListener Listen(string connectionString, Action heard)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var listener = new ActivityListener
        {
            // Of the call as well: statements that belong to no call make no spans.
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
