using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClarityConnect.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class RecordsAndReviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cross_references",
                columns: table => new
                {
                    system = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    group_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activity_name = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cross_references", x => new { x.system, x.kind, x.id });
                });

            migrationBuilder.CreateTable(
                name: "reconciliations",
                columns: table => new
                {
                    pair = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    left_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    right_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    matched = table.Column<int>(type: "integer", nullable: false),
                    missing_on_left = table.Column<int>(type: "integer", nullable: false),
                    missing_on_right = table.Column<int>(type: "integer", nullable: false),
                    amount_differs = table.Column<int>(type: "integer", nullable: false),
                    duplicates = table.Column<int>(type: "integer", nullable: false),
                    timing_differences = table.Column<int>(type: "integer", nullable: false),
                    cleared = table.Column<int>(type: "integer", nullable: false),
                    run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    instance_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    definition_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lines = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reconciliations", x => new { x.pair, x.day });
                });

            migrationBuilder.CreateTable(
                name: "review_items",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    suggested_action = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    choices = table.Column<string>(type: "text", nullable: false),
                    definition_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    instance_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    activity_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    execution_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_awaited = table.Column<bool>(type: "boolean", nullable: false),
                    deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    decision = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    corrected_subject = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_items", x => x.id);
                    table.CheckConstraint("ck_review_items_decided", "(state = 'Open' and decided_at is null and decision is null) or (state <> 'Open' and decided_at is not null)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_cross_references_group_id",
                table: "cross_references",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_cross_references_id",
                table: "cross_references",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_reconciliations_day_pair",
                table: "reconciliations",
                columns: new[] { "day", "pair" });

            migrationBuilder.CreateIndex(
                name: "ix_review_items_instance_id",
                table: "review_items",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_review_items_key",
                table: "review_items",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "ix_review_items_state_kind_id",
                table: "review_items",
                columns: new[] { "state", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_review_items_open_key",
                table: "review_items",
                column: "key",
                unique: true,
                filter: "state = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cross_references");

            migrationBuilder.DropTable(
                name: "reconciliations");

            migrationBuilder.DropTable(
                name: "review_items");
        }
    }
}
