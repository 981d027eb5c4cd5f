namespace Chat.Features.Sessions;

/// <summary>How many messages a copied session came with: by type, and with feedback by rating.</summary>
public sealed record CopiedMessages(long User, long Assistant, long System, long Up, long Down)
{
    internal long Total => User + Assistant + System;
}
