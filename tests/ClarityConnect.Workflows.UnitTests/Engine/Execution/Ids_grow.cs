using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Tests.Stores;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Execution;

public sealed class Ids_grow
{
    [Fact]
    public void Ids_of_one_moment_keep_their_order_and_are_UUIDs_of_version_7()
    {
        var ids = new IdGenerator(new ManualTime());

        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();

        made.ShouldBe(made.Order(StringComparer.Ordinal));
        made.Distinct().Count().ShouldBe(made.Count);
        made.ShouldAllBe(id => id.Length == 32 && Guid.ParseExact(id, "N").Version == 7);
    }

    [Fact]
    public async Task Ids_made_side_by_side_are_all_different()
    {
        var ids = new IdGenerator(TimeProvider.System);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 2_000).Select(_ => ids.Next()).ToList())));

        made.SelectMany(list => list).Distinct().Count().ShouldBe(16_000);
        made.ShouldAllBe(list => list.SequenceEqual(list.Order(StringComparer.Ordinal)));
    }
}
