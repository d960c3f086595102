using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>The tests that share one running server.</summary>
[CollectionDefinition]
public sealed class ServerTests : ICollectionFixture<RunningServer>;
