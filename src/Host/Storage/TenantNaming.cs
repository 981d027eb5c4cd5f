using Chat.Features.Shared.Users;

namespace Chat.Host.Storage;

/// <summary>
/// What the package sets differ in under row-level security: sessions of the stand-in name their tenant to the database, those
/// of Marten do not and would see no row (docs/adr/0011-row-level-security.md).
/// </summary>
internal static class TenantNaming
{
#if FULL
    /// <summary>Whether the store can work on a protected database.</summary>
    public static bool IsSupported => false;

    /// <summary>Tells the store how to name tenants.</summary>
    public static void AddTo(StoreOptions options) => _ = options;
#else
    /// <summary>Whether the store can work on a protected database.</summary>
    public static bool IsSupported => true;

    /// <summary>Tells the store how to name tenants.</summary>
    public static void AddTo(StoreOptions options) =>
        (options.TenantSetting, options.EveryTenantSetting) = (EveryTenant.TenantSetting, EveryTenant.Setting);
#endif
}
