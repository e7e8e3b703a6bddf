import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("estimator", "0003_edition_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='drafted_by',
            field=models.ForeignKey(blank=True, editable=False, help_text='この人は公開できません。空は、製品に付属の版です。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafted_editions', to=settings.AUTH_USER_MODEL, verbose_name='作成した人'),
        ),
        migrations.AddField(
            model_name='edition',
            name='published_by',
            field=models.ForeignKey(blank=True, editable=False, help_text='作成した人とは別の人です。空は、製品に付属の版です。', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='published_editions', to=settings.AUTH_USER_MODEL, verbose_name='公開した人'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by__isnull', True), ('published_by__isnull', True), models.Q(('published_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='edition_published_by_another', violation_error_message='作成した人とは別の人が公開してください。'),
        ),
    ]
