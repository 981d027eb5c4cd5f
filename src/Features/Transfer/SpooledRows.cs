namespace Chat.Features.Transfer;

/// <summary>Some rows of messages and of earlier versions, by columns.</summary>
internal sealed class SpooledRows
{
    internal List<long> Ids { get; } = [];
    internal List<long> Sequences { get; } = [];
    internal List<string> Types { get; } = [];
    internal List<long> TypeSequences { get; } = [];
    internal List<string> Messages { get; } = [];
    internal List<string> RevisionIds { get; } = [];
    internal List<long> MessageIds { get; } = [];
    internal List<long> RevisionNumbers { get; } = [];
    internal List<string> Revisions { get; } = [];

    internal int Count => Messages.Count + Revisions.Count;

    /// <returns>The number of its characters.</returns>
    internal int Read(BinaryReader reader) => reader.ReadBoolean() ? ReadMessage(reader) : ReadRevision(reader);

    private int ReadMessage(BinaryReader reader)
    {
        Ids.Add(reader.ReadInt64());
        Sequences.Add(reader.ReadInt64());
        Types.Add(reader.ReadString());
        TypeSequences.Add(reader.ReadInt64());
        Messages.Add(reader.ReadString());
        return Messages[^1].Length;
    }

    private int ReadRevision(BinaryReader reader)
    {
        RevisionIds.Add(reader.ReadString());
        MessageIds.Add(reader.ReadInt64());
        RevisionNumbers.Add(reader.ReadInt64());
        Revisions.Add(reader.ReadString());
        return Revisions[^1].Length;
    }
}
