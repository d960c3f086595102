using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

/// <summary>One author's machine for all tests that write plugins. They build, so nothing that measures runs beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Authors : ICollectionFixture<AuthorsMachine>;
