from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("estimator", "0002_assessments"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='edition',
            name='edition_published_has_date',
        ),
        migrations.AddField(
            model_name='edition',
            name='summary',
            field=models.TextField(blank=True, help_text='公開するときに書きます。何がなぜ変わったかを、使う人に向けて。', verbose_name='公開の要約'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='state',
            field=models.CharField(choices=[('draft', '編集中'), ('published', '公開済み（変更不可）'), ('superseded', '旧版（変更不可）')], default='draft', help_text='編集中の版だけが変えられます。公開は「公開して既定にする」で行います。', max_length=10, verbose_name='状態'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('published_on__isnull', False)), _connector='OR'), name='edition_published_has_date', violation_error_message='公開日は、公開済みの版にだけ必要です。'),
        ),
    ]
