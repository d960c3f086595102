using System.Xml.Linq;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Persistence.Security;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class Keys_and_audit(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly PostgreSqlTables _tables = new(postgres);
    private ServiceProvider? _provider;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ApiKeyStore Keys => _provider!.GetRequiredService<ApiKeyStore>();

    private AuditLog Audit => _provider!.GetRequiredService<AuditLog>();

    public async ValueTask InitializeAsync()
    {
        await _tables.InitializeAsync();
        _provider = await _tables.CreateAsync(_time);
    }

    public ValueTask DisposeAsync() => _tables.DisposeAsync();

    [Fact]
    public async Task An_api_key_is_found_by_itself_and_stored_as_a_hash_only()
    {
        var (key, row) = await Keys.CreateAsync("till", "Operator", null, Token);

        (await Keys.FindAsync(key, Token)).ShouldBe(row with { LastUsedAt = ManualTime.Start });
        (await Keys.FindAsync(key + "x", Token)).ShouldBeNull();
        row.Hash.ShouldNotContain(key);
        var (other, _) = await Keys.CreateAsync("till", "Operator", null, Token);
        other.ShouldNotBe(key);
    }

    [Fact]
    public async Task A_keys_use_is_noted_at_most_once_an_hour()
    {
        var (key, _) = await Keys.CreateAsync("till", "Operator", null, Token);
        await Keys.FindAsync(key, Token);

        _time.Now = ManualTime.Start.AddMinutes(59);
        await Keys.FindAsync(key, Token);
        (await Keys.ListAsync(Token)).ShouldHaveSingleItem().LastUsedAt.ShouldBe(ManualTime.Start);
        _time.Now = ManualTime.Start.AddMinutes(60);
        await Keys.FindAsync(key, Token);
        (await Keys.ListAsync(Token)).ShouldHaveSingleItem().LastUsedAt.ShouldBe(_time.Now);
    }

    [Fact]
    public async Task A_key_is_unknown_from_the_moment_at_which_it_expires()
    {
        var (key, _) = await Keys.CreateAsync("till", "Operator", ManualTime.Start.AddDays(1), Token);

        _time.Now = ManualTime.Start.AddDays(1).AddSeconds(-1);
        (await Keys.FindAsync(key, Token))!.ExpiresAt.ShouldBe(ManualTime.Start.AddDays(1));
        _time.Now = ManualTime.Start.AddDays(1);
        (await Keys.FindAsync(key, Token)).ShouldBeNull();
        (await Keys.ListAsync(Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_given_key_is_stored_once_and_a_revoked_one_is_unknown()
    {
        var row = await Keys.AddAsync("bootstrap", "first", "Administrator", Token);
        (await Keys.AddAsync("bootstrap", "second", "Viewer", Token)).ShouldBe(row);

        (await Keys.DeleteAsync(row.Id, Token)).ShouldBeTrue();
        (await Keys.DeleteAsync(row.Id, Token)).ShouldBeFalse();
        (await Keys.FindAsync("bootstrap", Token)).ShouldBeNull();
    }

    [Fact]
    public void Data_protection_keys_are_kept_in_order()
    {
        var repository = _provider!.GetRequiredService<IXmlRepository>();

        repository.StoreElement(XElement.Parse("<key id=\"1\"><a /></key>"), "one");
        repository.StoreElement(XElement.Parse("<key id=\"2\" />"), "two");

        repository.GetAllElements().Select(key => (string?)key.Attribute("id")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task Users_and_roles_are_kept()
    {
        await using var scope = _provider!.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<WorkflowDbContext>();
        context.Users.Add(new IdentityUser("ada") { NormalizedUserName = "ADA" });
        context.Roles.Add(new IdentityRole("Administrator"));

        (await context.SaveChangesAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task The_audit_log_is_a_chain_even_when_many_append()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Audit.AppendAsync("ada", "definition.published", $"d{n}", null, Token), Token)));
        using var otherNode = new AuditLog(_provider!.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<WorkflowDbContext>>(), _time);
        await Task.WhenAll(
            Enumerable.Range(0, 10).SelectMany(n => new[] { Audit, otherNode }.Select(log => Task.Run(() => log.AppendAsync("bob", "x", "y", "{}", Token), Token))));

        (await Audit.FindBreakAsync(Token)).ShouldBeNull();
        var newest = await Audit.ListAsync(null, 3, Token);
        newest.Select(entry => entry.Sequence).ShouldBe([40, 39, 38]);
        (await Audit.ListAsync(38, 1, Token)).ShouldHaveSingleItem().Sequence.ShouldBe(37);
    }

    [Fact]
    public async Task Lines_of_the_audit_log_cannot_be_changed_and_a_forged_one_shows()
    {
        for (var n = 0; n < 5; n++) await Audit.AppendAsync("ada", "connection.changed", "bank", null, Token);
        var source = _provider!.GetRequiredService<NpgsqlDataSource>();

        foreach (var change in (string[])["update audit_log set actor = 'eve'", "delete from audit_log", "truncate audit_log"])
            (await Should.ThrowAsync<PostgresException>(() => source.CreateCommand(change).ExecuteNonQueryAsync(Token))).MessageText.ShouldContain("append-only");

        await source.CreateCommand("alter table audit_log disable trigger all; update audit_log set actor = 'eve' where sequence = 3").ExecuteNonQueryAsync(Token);
        (await Audit.FindBreakAsync(Token)).ShouldBe(3);
        await source.CreateCommand("delete from audit_log where sequence = 2").ExecuteNonQueryAsync(Token);
        (await Audit.FindBreakAsync(Token)).ShouldBe(2);
    }
}
