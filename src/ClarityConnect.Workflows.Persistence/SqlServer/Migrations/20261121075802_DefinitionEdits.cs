using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClarityConnect.Workflows.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class DefinitionEdits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_usable_as_activity",
                table: "definition_versions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "published_at",
                table: "definition_versions",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "saved_at",
                table: "definition_versions",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "saved_by",
                table: "definition_versions",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.Sql("update definition_versions set saved_at = created_at");
            migrationBuilder.Sql("update definition_versions set published_at = created_at where is_published = 1");
            migrationBuilder.Sql("update definition_versions set is_usable_as_activity = 1 where document like '%\"usableAsActivity\":true%'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_usable_as_activity",
                table: "definition_versions");

            migrationBuilder.DropColumn(
                name: "published_at",
                table: "definition_versions");

            migrationBuilder.DropColumn(
                name: "saved_at",
                table: "definition_versions");

            migrationBuilder.DropColumn(
                name: "saved_by",
                table: "definition_versions");
        }
    }
}
