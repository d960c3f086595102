using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClarityConnect.Workflows.Persistence.PostgreSql.Migrations
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "published_at",
                table: "definition_versions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "saved_at",
                table: "definition_versions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "saved_by",
                table: "definition_versions",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.Sql("update definition_versions set saved_at = created_at");
            migrationBuilder.Sql("update definition_versions set published_at = created_at where is_published = true");
            migrationBuilder.Sql("update definition_versions set is_usable_as_activity = true where document like '%\"usableAsActivity\":true%'");
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
