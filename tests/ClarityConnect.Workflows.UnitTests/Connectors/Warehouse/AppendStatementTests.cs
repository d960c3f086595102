using ClarityConnect.Workflows.Connectors.Warehouse.Databases;
using ClarityConnect.Workflows.Sdk.Connections;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Warehouse;

/// <summary>The statements of both dialects, as texts; PostgreSQL's run against a database in the integration tests.</summary>
public sealed class AppendStatementTests
{
    [Fact]
    public void PostgreSql_leaves_what_is_there() =>
        AppendStatement.Write(DatabaseKind.PostgreSql, AppendStatement.QuoteName(DatabaseKind.PostgreSql, "reports.daily\"sales"), ["day", "net"], ["day"], 2)
            .ShouldBe("INSERT INTO \"reports\".\"daily\"\"sales\" (\"day\", \"net\") VALUES (@p0, @p1), (@p2, @p3) ON CONFLICT (\"day\") DO NOTHING");

    [Fact]
    public void Sql_server_looks_for_what_is_there_under_a_lock() =>
        AppendStatement.Write(DatabaseKind.SqlServer, AppendStatement.QuoteName(DatabaseKind.SqlServer, "dbo.daily]sales"), ["day", "store"], ["day", "store"], 1)
            .ShouldBe("INSERT INTO [dbo].[daily]]sales] ([day], [store]) SELECT [day], [store] FROM (VALUES (@p0, @p1)) AS news ([day], [store]) "
                + "WHERE NOT EXISTS (SELECT 1 FROM [dbo].[daily]]sales] AS old WITH (UPDLOCK, HOLDLOCK) WHERE old.[day] = news.[day] AND old.[store] = news.[store])");

    [Fact]
    public void A_password_cannot_add_to_the_connection_string()
    {
        var place = new DatabasePlace(DatabaseKind.SqlServer, "db.example", 1444, "warehouse", "clarity", new Secret("a;Encrypt=False;'\""), IsEncrypted: true);

        var read = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = place.ConnectionString() };

        read["Encrypt"].ShouldBe("True");
        read["Password"].ShouldBe("a;Encrypt=False;'\"");
        read["Server"].ShouldBe("db.example,1444");
    }
}
