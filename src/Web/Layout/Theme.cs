using MudBlazor;

namespace Chat.Web.Layout;

/// <summary>The colours of both themes: every text on its ground has a contrast of 4.5 and more.</summary>
internal static class Theme
{
    private static readonly string[] Fonts = ["system-ui", "sans-serif"];

    public static MudTheme Chat { get; } = new()
    {
        PaletteLight = new PaletteLight { Primary = "#4338ca", Error = "#b91c1c", Background = "#ffffff", Surface = "#f8fafc", TextPrimary = "#111827", TextSecondary = "#4b5563", DrawerBackground = "#f1f5f9", AppbarText = "#111827", AppbarBackground = "#ffffff" },
        PaletteDark = new PaletteDark { Primary = "#a5b4fc", Error = "#fca5a5", PrimaryContrastText = "#0f172a", Background = "#0f172a", Surface = "#1e293b", TextPrimary = "#f1f5f9", TextSecondary = "#cbd5e1", DrawerBackground = "#111827", AppbarText = "#f1f5f9", AppbarBackground = "#0f172a" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts }, Button = new ButtonTypography { TextTransform = "none" } },
    };
}
