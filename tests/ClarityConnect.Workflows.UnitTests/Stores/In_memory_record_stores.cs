using ClarityConnect.Workflows.Tests.Stores;

namespace ClarityConnect.Workflows.UnitTests.Stores;

public sealed class In_memory_record_stores : RecordStoreSpec
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => new(InMemory.Create(time));
}
