namespace Chat.Features.Transfer.ImportSessions;

/// <summary>The messages of a conversation as a tree, in which each edit or new answer began another branch.</summary>
internal static class MessageTree
{
    /// <summary>The nodes from the root to the current one; without it, to the last leaf.</summary>
    /// <exception cref="ImportException">A node is its own ancestor.</exception>
    internal static IReadOnlyList<JsonElement> Branch(JsonElement nodes, string? current, string parent, long number)
    {
        if (nodes.ValueKind != JsonValueKind.Object)
            return [];
        var byId = nodes.EnumerateObject().ToDictionary(node => node.Name, node => node.Value, StringComparer.Ordinal);
        if (current is null || !byId.ContainsKey(current))
            current = LastLeaf(byId, parent);

        var branch = new List<JsonElement>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (current is not null && byId.TryGetValue(current, out var node))
        {
            if (!seen.Add(current))
                throw new ImportException(number, "the messages of the conversation go round in a circle");
            branch.Add(node);
            current = node.Text(parent);
        }
        branch.Reverse();
        return branch;
    }

    private static string? LastLeaf(Dictionary<string, JsonElement> byId, string parent)
    {
        var parents = byId.Values.Select(node => node.Text(parent)).ToHashSet(StringComparer.Ordinal);
        return byId.Keys.LastOrDefault(id => !parents.Contains(id));
    }
}
