using ClarityConnect.Workflows.Tests.Stores;

namespace ClarityConnect.Workflows.UnitTests.Stores;

public sealed class In_memory_instance_reader : InstanceReaderSpec
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => new(InMemory.Create(time));
}
