using System.Collections;
using System.Dynamic;
using System.Runtime.CompilerServices;
using Acme.Platform;

namespace ExecutionContextGuard.Abstractions.Tests;

/// <summary>Which members of a team's own class are IDs, when one is blank, and which classes the guard can judge at all.</summary>
public sealed class TeamIdMemberTests
{
    public static TheoryData<string?, bool> Values => new()
    {
        { "user-7f3a", true },
        { "default", true },
        { null, false },
        { "", false },
        { "\t", false },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_text_is_blank_when_it_is_null_or_white_space(string? value, bool real)
    {
        Judge(new TextProperty { UserId = value! }, real);
        Judge(new TextField { userId = value! }, real);
        Judge(new LooseProperty { UserId = value }, real);
    }

    [Fact]
    public void A_guid_is_blank_when_it_is_all_zero()
    {
        Judge(new Typed<Guid>(Guid.NewGuid()), real: true);
        Judge(new Typed<Guid>(Guid.Empty), real: false);
        Judge(new Typed<Guid?>(Guid.NewGuid()), real: true);
        Judge(new Typed<Guid?>(Guid.Empty), real: false);
        Judge(new Typed<Guid?>(null), real: false);
    }

    [Fact]
    public void A_type_that_wraps_an_id_is_blank_when_nobody_made_it()
    {
        Judge(new Typed<UserNumber>(new UserNumber(7)), real: true);
        Judge(new Typed<UserNumber>(default), real: false);
        Judge(new Typed<UserName>(new UserName("alice")), real: true);
        Judge(new Typed<UserName>(null!), real: false);
    }

    [Fact]
    public void A_number_is_never_blank_because_zero_may_be_one()
    {
        Judge(new Typed<long>(0), real: true);
        Judge(new Typed<decimal>(0), real: true);
        Judge(new Typed<DayOfWeek>(DayOfWeek.Sunday), real: true);
        Judge(new Typed<int?>(0), real: true);
        Judge(new Typed<int?>(null), real: false);
    }

    [Fact]
    public void A_member_of_another_name_may_be_absent()
    {
        Judge(new RunContext(Guid.NewGuid(), Guid.NewGuid()) { SessionId = null }, real: true);
        Judge(new WithParent { UserId = "user-7f3a", ParentRequestId = null }, real: true);
    }

    [Fact]
    public void The_most_derived_of_two_members_of_one_name_counts()
    {
        Judge(new Renewed { UserId = "user-7f3a" }, real: true);
    }

    [Fact]
    public void Members_that_cannot_hold_an_id_are_left_alone()
    {
        Judge(new Odd(), real: true);
    }

    [Fact]
    public void A_getter_that_needs_what_the_constructor_makes_reads_as_blank()
    {
        Refusal.Of<Delegating>(RuntimeHelpers.GetUninitializedObject(typeof(Delegating)), "ECG1005");
        Refusal.Of<DelegatingNumber>(RuntimeHelpers.GetUninitializedObject(typeof(DelegatingNumber)), "ECG1005");
    }

    [Fact]
    public void An_interface_cannot_say_what_is_real()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<IUserExecutionContext>(
            new Acme.Platform.UserExecutionContext("user-7f3a", "thread-91c0", "run-55d2", "request-08be")));

        Assert.Contains("'Acme.Platform.IUserExecutionContext' is an interface", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Name the class", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_can_a_class_that_is_nobodys_context()
    {
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<object>(Given.Context()));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<ValueType>(42));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<string>("user-7f3a"));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<ExpandoObject>(new ExpandoObject()));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<Hashtable>(new Hashtable()));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<Func<int>>(() => 1));
        Assert.Throws<NotSupportedException>(() => AgentExecutionGuard.EnsureReal<UserExecutionContext[]>(Array.Empty<UserExecutionContext>()));
    }

    private static void Judge<T>(T context, bool real)
        where T : class
    {
        if (real)
        {
            Assert.Same(context, AgentExecutionGuard.EnsureReal<T>(context));
        }
        else
        {
            Assert.Contains("serId is blank", Refusal.Of<T>(context, "ECG1005").Message, StringComparison.Ordinal);
        }
    }

    private sealed class TextProperty
    {
        public required string UserId { get; init; }
    }

    private sealed class TextField
    {
        public required string userId;
    }

    private sealed class LooseProperty
    {
        public required object? UserId { get; init; }
    }

    private sealed class Typed<TId>(TId userId)
    {
        public TId UserId { get; } = userId;
    }

    private readonly record struct UserNumber(int Value);

    private sealed record UserName(string Value);

    private sealed class WithParent
    {
        public required string UserId { get; init; }

        public required string? ParentRequestId { get; init; }
    }

    private class Old
    {
        public object? UserId => null;
    }

    private sealed class Renewed : Old
    {
        public new required string UserId { get; init; }
    }

    private sealed class Odd
    {
        private readonly string _id = "";

        public ReadOnlySpan<char> UserId => _id;

        public ref readonly string RunId => ref _id;

        public string RequestId
        {
            set => _ = value;
        }

        public static string ThreadId => "";
    }

    private sealed class Delegating(Acme.Platform.UserExecutionContext inner)
    {
        public string UserId => inner.UserId;
    }

    private sealed class DelegatingNumber(Tuple<Guid?> inner)
    {
        public Guid? UserId => inner.Item1;
    }
}
