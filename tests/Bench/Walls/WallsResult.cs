using Chat.Bench.Machine;
using Chat.Bench.Results;

namespace Chat.Bench.Walls;

/// <summary>The costs of protections.</summary>
internal sealed record WallsResult(
    DateTimeOffset At, string Revision, MachineDescription Machine, int Seconds, int Rounds, IReadOnlyList<WallCost> Walls)
{
    public void Print()
    {
        Console.WriteLine($"\n{At:u}, revision {Revision}, {Rounds} × {Seconds} s\n{Machine}\n");
        var table = new TextTable("wall", "request", "with it, per second", "without it", "cost");
        foreach (var wall in Walls)
            table.Add(wall.Wall, wall.Request, $"{wall.With:N0}", $"{wall.Without:N0}", $"{1 - (wall.With / wall.Without):P0}");
        Console.WriteLine(table);
    }
}

/// <summary>Requests per second with and without one protection, medians of all rounds.</summary>
internal sealed record WallCost(string Wall, string Request, double With, double Without);
