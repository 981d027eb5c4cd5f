using System.Text.Json.Serialization;

namespace Standins.Tests;

/// <summary>A plain document with a hi-lo id and a duplicated, indexed column.</summary>
public sealed class Note
{
    public long Id { get; set; }

    public string Text { get; set; } = "";

    public long Folder { get; set; }

    public static void ConfigureMarten(DocumentMapping<Note> mapping)
    {
        mapping.DuplicateField([typeof(Note).GetProperty(nameof(Folder))!], columnName: "folder", notNull: true);
        mapping.AddIndex("tenant_id", "folder").IsUnique = true;
    }
}

public interface IItemEvent
{
    long ItemId { get; }
}

public sealed record ItemAdded(long ItemId, string Name) : IItemEvent;

public sealed record ItemRenamed(long ItemId, string Name) : IItemEvent;

public sealed record ItemRemoved(long ItemId) : IItemEvent;

/// <summary>An event that no projection of items knows.</summary>
public sealed record Visited(int Times);

/// <summary>How visits were stored once.</summary>
public sealed record VisitedOnce(string At);

/// <summary>The snapshot of a tenant's one stream.</summary>
public sealed record Totals
{
    public string Id { get; set; } = "";

    public int Items { get; init; }

    public int Visits { get; init; }
}

/// <summary>A document that events name.</summary>
public sealed record Item
{
    public long Id { get; set; }

    public string Name { get; init; } = "";

    [JsonIgnore]
    public long NameLength => Name.Length;

    public static void ConfigureMarten(DocumentMapping<Item> mapping) =>
        mapping.DuplicateField([typeof(Item).GetProperty(nameof(NameLength))!], columnName: "name_length", notNull: true);
}

public sealed class TotalsProjection : SingleStreamProjection<Totals, string>
{
    public override Totals? Evolve(Totals? snapshot, string id, IEvent e)
    {
        var totals = snapshot ?? new Totals { Id = id };
        return e.Data switch
        {
            ItemAdded => totals with { Items = totals.Items + 1 },
            ItemRemoved => totals with { Items = totals.Items - 1 },
            Visited visited => totals with { Visits = totals.Visits + visited.Times },
            _ => totals,
        };
    }
}

public sealed class ItemProjection : MultiStreamProjection<Item, long>
{
    public ItemProjection() => Identity<IItemEvent>(e => e.ItemId);

    public override Item? Evolve(Item? snapshot, long id, IEvent e) => e.Data switch
    {
        ItemAdded added => new Item { Id = id, Name = added.Name },
        ItemRenamed renamed => snapshot! with { Name = renamed.Name },
        ItemRemoved => null,
        _ => snapshot,
    };
}
