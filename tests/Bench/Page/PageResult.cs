using Chat.Bench.Machine;
using Chat.Bench.Results;

namespace Chat.Bench.Page;

/// <summary>A run of <c>--page</c>.</summary>
internal sealed record PageResult(
    DateTimeOffset At, string Revision, MachineDescription Machine, PageStart First, PageStart Again, Jumps Jumps, double FramesIdle, Growth Growing, IReadOnlyList<TabMemory> Memory)
{
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{At:u}, revision {Revision}");
        Console.WriteLine(Machine);
        Console.WriteLine();
        var starts = new TextTable("visit", "first paint ms", "sign-in ms", "first message ms", "requests", "KiB");
        starts.Add(["first", .. Figures(First)]);
        starts.Add(["again", .. Figures(Again)]);
        Console.WriteLine(starts);
        var jumps = new TextTable("messages", "open ms", "open one of few ms", "to the beginning ms", "to the middle ms", "to the end ms");
        jumps.Add($"{Jumps.Messages:N0}", $"{Jumps.Opening:N0}", $"{Jumps.OpeningShort:N0}", $"{Jumps.ToBeginning:N0}", $"{Jumps.ToMiddle:N0}", $"{Jumps.ToEnd:N0}");
        Console.WriteLine(jumps);
        Console.WriteLine($"{Growing.FramesPerSecond:N1} frames a second while an answer grows by {Growing.AppendsPerSecond:N0} appends a second; {FramesIdle:N1} while nothing happens.");
        Console.WriteLine();
        var memory = new TextTable("live for min", "JavaScript MiB", "WebAssembly MiB", "resident MiB", "elements", "nodes");
        foreach (var look in Memory)
            memory.Add($"{look.At.TotalMinutes:N1}", $"{look.JavaScript:N1}", $"{look.WebAssembly:N0}", $"{look.Resident:N0}", $"{look.Elements:N0}", $"{look.Nodes:N0}");
        Console.WriteLine(memory);
    }

    private static IEnumerable<string> Figures(PageStart start) =>
        [$"{start.FirstPaintMs:N0}", $"{start.SignInMs:N0}", $"{start.FirstMessageMs:N0}", $"{start.Requests:N0}", $"{start.Bytes / 1024:N0}"];
}
