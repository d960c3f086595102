using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every store of connections and mapping tables promises.</summary>
public abstract class SettingsStoreSpec : StoreSpec
{
    [Fact]
    public async Task A_connections_revision_grows_with_every_change()
    {
        var first = await Stores.Connections.SaveAsync("bank", "Opayo", """{"a":1}""", Now, Token);
        var second = await Stores.Connections.SaveAsync("bank", "Opayo", """{"a":2}""", Now.AddMinutes(1), Token);

        (first.Revision, second.Revision).ShouldBe((1, 2));
        (await Stores.Connections.FindAsync("bank", Token)).ShouldBe(second);
        second.ShouldBe(new("bank", "Opayo", """{"a":2}""", 2, Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Connections_are_listed_by_name_and_deleted()
    {
        await Stores.Connections.SaveAsync("b", "T", "{}", Now, Token);
        await Stores.Connections.SaveAsync("a", "T", "{}", Now, Token);

        (await Stores.Connections.ListAsync(Token)).Select(c => c.Name).ShouldBe(["a", "b"]);
        (await Stores.Connections.DeleteAsync("a", Token)).ShouldBeTrue();
        (await Stores.Connections.DeleteAsync("a", Token)).ShouldBeFalse();
        (await Stores.Connections.FindAsync("a", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_connection_is_amended_as_it_was_read_and_keeps_its_revision()
    {
        var read = await Stores.Connections.SaveAsync("bank", "Opayo", """{"a":1}""", Now, Token);

        (await Stores.Connections.AmendAsync(read, """{"a":2}""", Token)).ShouldBeTrue();
        (await Stores.Connections.AmendAsync(read, """{"a":3}""", Token)).ShouldBeFalse();
        var amended = (await Stores.Connections.FindAsync("bank", Token)).ShouldNotBeNull();
        amended.ShouldBe(read with { Settings = """{"a":2}""" });

        await Stores.Connections.SaveAsync("bank", "Opayo", """{"a":2}""", Now, Token);
        (await Stores.Connections.AmendAsync(amended, """{"a":4}""", Token)).ShouldBeFalse();
        (await Stores.Connections.AmendAsync(read with { Name = "none" }, "{}", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Changes_of_a_connection_at_the_same_time_all_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Stores.Connections.SaveAsync("bank", "T", $"{n}", Now, Token), Token)));

        (await Stores.Connections.FindAsync("bank", Token))!.Revision.ShouldBe(8);
    }

    [Fact]
    public async Task A_mapping_table_gets_a_revision_only_if_its_data_changed()
    {
        await Stores.MappingTables.SaveAsync("tax", "[1]", Now, Token);
        var same = await Stores.MappingTables.SaveAsync("tax", "[1]", Now.AddDays(1), Token);
        var changed = await Stores.MappingTables.SaveAsync("tax", "[2]", Now.AddDays(1), Token);

        same.ShouldBe(new("tax", "[1]", 1, Now));
        changed.ShouldBe(new("tax", "[2]", 2, Now.AddDays(1)));
        (await Stores.MappingTables.FindAsync("tax", Token)).ShouldBe(changed);
        (await Stores.MappingTables.FindAsync("unknown", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Mapping_tables_are_listed_by_name_with_their_newest_revision()
    {
        await Stores.MappingTables.SaveAsync("tax", "[1]", Now, Token);
        await Stores.MappingTables.SaveAsync("codes", "{}", Now, Token);
        await Stores.MappingTables.SaveAsync("tax", "[2]", Now, Token);

        (await Stores.MappingTables.ListAsync(Token)).Select(t => (t.Name, t.Revision)).ShouldBe([("codes", 1), ("tax", 2)]);
    }

    [Fact]
    public async Task Earlier_revisions_of_a_mapping_table_stay_readable_with_who_made_them()
    {
        await Stores.MappingTables.SaveAsync("tax", "[1]", "ann", Now, Token);
        await Stores.MappingTables.SaveAsync("tax", "[2]", "ben", Now.AddDays(1), Token);
        await Stores.MappingTables.SaveAsync("tax", "[2]", "cat", Now.AddDays(2), Token);

        (await Stores.MappingTables.ListRevisionsAsync("tax", Token)).ShouldBe(
            [new("tax", "", 2, Now.AddDays(1), "ben"), new("tax", "", 1, Now, "ann")]);
        (await Stores.MappingTables.FindAsync("tax", 1, Token)).ShouldBe(new("tax", "[1]", 1, Now, "ann"));
        (await Stores.MappingTables.FindAsync("tax", 3, Token)).ShouldBeNull();
        (await Stores.MappingTables.FindAsync("unknown", 1, Token)).ShouldBeNull();
        (await Stores.MappingTables.ListRevisionsAsync("unknown", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restored_revision_is_the_newest_and_loses_none_between()
    {
        await Stores.MappingTables.SaveAsync("tax", "[1]", "ann", Now, Token);
        await Stores.MappingTables.SaveAsync("tax", "[2]", "ben", Now.AddDays(1), Token);

        (await Stores.MappingTables.RestoreAsync("tax", 1, "cat", Now.AddDays(2), Token)).ShouldBe(new("tax", "[1]", 3, Now.AddDays(2), "cat"));
        (await Stores.MappingTables.FindAsync("tax", Token))!.Document.ShouldBe("[1]");
        (await Stores.MappingTables.FindAsync("tax", 2, Token))!.Document.ShouldBe("[2]");
        (await Stores.MappingTables.RestoreAsync("tax", 9, "cat", Now, Token)).ShouldBeNull();
        (await Stores.MappingTables.RestoreAsync("tax", 3, "dan", Now.AddDays(3), Token))!.Revision.ShouldBe(3);
    }
}
