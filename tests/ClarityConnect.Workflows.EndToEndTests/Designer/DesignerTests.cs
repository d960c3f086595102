using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Designer;

/// <summary>One server and one browser for all tests of the designer.</summary>
[CollectionDefinition]
public sealed class DesignerTests : ICollectionFixture<ServedDesigner>;
