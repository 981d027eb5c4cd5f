using Microsoft.Extensions.Options;

namespace Chat.Client;

/// <summary>Checks the annotations of the options, by generated code, which may be trimmed.</summary>
[OptionsValidator]
internal sealed partial class ChatClientOptionsValidator : IValidateOptions<ChatClientOptions>;
