using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClarityConnect.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class InstanceActivation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "activation",
                table: "triggers",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<short>(
                name: "activation",
                table: "schedules",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<string>(
                name: "activation_key",
                table: "instances",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "kept_until",
                table: "instance_history",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_instances_activation",
                table: "instances",
                column: "activation_key",
                unique: true,
                filter: "activation_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_instance_history_kept_until_finished_at",
                table: "instance_history",
                columns: new[] { "kept_until", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_instance_id",
                table: "inbox",
                column: "instance_id",
                filter: "instance_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_instances_activation",
                table: "instances");

            migrationBuilder.DropIndex(
                name: "ix_instance_history_kept_until_finished_at",
                table: "instance_history");

            migrationBuilder.DropIndex(
                name: "ix_inbox_instance_id",
                table: "inbox");

            migrationBuilder.DropColumn(
                name: "activation",
                table: "triggers");

            migrationBuilder.DropColumn(
                name: "activation",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "activation_key",
                table: "instances");

            migrationBuilder.DropColumn(
                name: "kept_until",
                table: "instance_history");
        }
    }
}
