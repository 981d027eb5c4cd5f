using Features.Tests.Errors;
using Features.Tests.Support;

[assembly: CollectionDefinition<OutageServer>]

namespace Features.Tests.Errors;
