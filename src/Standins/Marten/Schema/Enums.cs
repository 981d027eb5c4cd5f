// The enums that Marten and its companions (JasperFx, Weasel) take in StoreOptions, with the values that the stand-in accepts.
namespace Marten;

/// <summary>When a projection runs. Left out: Async and Live.</summary>
public enum ProjectionLifecycle
{
    /// <summary>In the transaction of the events.</summary>
    Inline,
}

/// <summary>What identifies a stream. Left out: Guids.</summary>
public enum StreamIdentity
{
    /// <summary>A string key.</summary>
    AsString,
}

/// <summary>How tenants share tables. Left out: one tenant alone.</summary>
public enum TenancyStyle
{
    /// <summary>One table for all, <c>tenant_id</c> first in its key.</summary>
    Conjoined,
}

/// <summary>How enum values are stored in JSON. Left out: integers.</summary>
public enum EnumStorage
{
    /// <summary>As words.</summary>
    AsString,
}

/// <summary>How JSON names are written. Left out: camel and default case.</summary>
public enum Casing
{
    /// <summary><c>snake_case</c>.</summary>
    SnakeCase,
}

/// <summary>What may be changed in the schema at start.</summary>
public enum AutoCreate
{
    /// <summary>Create what is missing, never drop or alter.</summary>
    CreateOnly,

    /// <summary>Change nothing.</summary>
    None,
}
